package dev.hallpass.embedded.bitbucket.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The last 50,000 calls of the API, in a ring. */
public final class RequestJournal {

    private static final int SIZE = 50_000;

    /**
     * One call.
     *
     * @param number counts from 1, never again from the start
     * @param status what was answered, 0 where the connection was closed instead
     * @param requestId the caller's X-Request-Id
     * @param fault whether a fault had a hand in it
     */
    public record Entry(
            long number,
            Instant time,
            String method,
            String path,
            int status,
            @Nullable String requestId,
            boolean fault) {}

    private final @Nullable Entry[] ring = new Entry[SIZE];
    private final ReentrantLock lock = new ReentrantLock();
    private long added;
    private long cleared;

    void add(Instant time, HttpCall call, int status, boolean fault) {
        lock.lock();
        try {
            ring[(int) (added % SIZE)] =
                    new Entry(added + 1, time, call.method(), call.pathAndQuery(), status, call.requestId(), fault);
            added++;
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

    /** Forgets all. */
    public void clear() {
        lock.lock();
        try {
            cleared = added;
        } finally {
            lock.unlock();
        }
    }
}
