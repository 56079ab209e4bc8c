package dev.hallpass.embedded.bitbucket.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The last 50,000 calls of the API, in a ring, and counts of all of them. */
public final class RequestJournal {

    private static final int SIZE = 50_000;

    /**
     * One call.
     *
     * @param number counts from 1, never again from the start
     * @param operation what it asks for, see {@link StandInApi#operation}
     * @param login whom the credential names
     * @param status what was answered, 0 where the connection was closed instead
     * @param requestId the caller's X-Request-Id
     * @param fault whether a fault had a hand in it
     */
    public record Entry(
            long number,
            Instant time,
            String method,
            String path,
            String operation,
            String login,
            int status,
            @Nullable String requestId,
            boolean fault) {}

    /**
     * How many calls there were of one operation.
     *
     * @param count all of them
     * @param faults those in which a fault had a hand
     * @param statuses by what was answered
     * @param logins by whom the credential names
     */
    public record Count(
            String operation, long count, long faults, Map<Integer, Long> statuses, Map<String, Long> logins) {

        Count and(Entry entry) {
            Map<Integer, Long> moreStatuses = new TreeMap<>(statuses);
            moreStatuses.merge(entry.status(), 1L, Long::sum);
            Map<String, Long> moreLogins = new TreeMap<>(logins);
            moreLogins.merge(entry.login(), 1L, Long::sum);
            return new Count(operation, count + 1, faults + (entry.fault() ? 1 : 0), moreStatuses, moreLogins);
        }
    }

    private final @Nullable Entry[] ring = new Entry[SIZE];
    private final Map<String, Count> totals = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private long added;
    private long cleared;

    void add(Instant time, HttpCall call, String operation, int status, boolean fault) {
        lock.lock();
        try {
            Entry entry = new Entry(
                    added + 1,
                    time,
                    call.method(),
                    call.pathAndQuery(),
                    operation,
                    call.login(),
                    status,
                    call.requestId(),
                    fault);
            ring[(int) (added % SIZE)] = entry;
            count(totals, entry);
            added++;
        } finally {
            lock.unlock();
        }
    }

    /** The number of the last call, 0 before the first one. */
    public long last() {
        lock.lock();
        try {
            return added;
        } finally {
            lock.unlock();
        }
    }

    /** The calls after the one of this number, oldest first. */
    public List<Entry> after(long number) {
        lock.lock();
        try {
            long first = Math.max(Math.max(number, cleared), added - SIZE);
            List<Entry> entries = new ArrayList<>();
            for (long index = Math.max(first, 0); index < added; index++) {
                Entry entry = ring[(int) (index % SIZE)];
                if (entry != null) {
                    entries.add(entry);
                }
            }
            return entries;
        } finally {
            lock.unlock();
        }
    }

    /** All calls since they were forgotten, counted by operation. */
    public List<Count> totals() {
        lock.lock();
        try {
            return List.copyOf(totals.values());
        } finally {
            lock.unlock();
        }
    }

    /** Some calls, counted by operation. */
    public static List<Count> counts(List<Entry> entries) {
        Map<String, Count> counts = new TreeMap<>();
        entries.forEach(entry -> count(counts, entry));
        return List.copyOf(counts.values());
    }

    private static void count(Map<String, Count> counts, Entry entry) {
        String operation = entry.operation();
        Count before = counts.getOrDefault(operation, new Count(operation, 0, 0, Map.of(), Map.of()));
        counts.put(operation, before.and(entry));
    }

    /** Forgets all. */
    public void clear() {
        lock.lock();
        try {
            cleared = added;
            totals.clear();
        } finally {
            lock.unlock();
        }
    }
}
