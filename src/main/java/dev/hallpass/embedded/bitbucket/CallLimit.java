package dev.hallpass.embedded.bitbucket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** So many calls in a rolling hour for each caller; off until it is switched on. */
final class CallLimit {

    private static final Duration WINDOW = Duration.ofHours(1);

    /**
     * What the limit is.
     *
     * @param enabled whether calls are counted
     * @param callsPerHour how many are answered
     * @param perCaller other numbers for some callers, by account id or by the value of an access token
     * @param everywhere whether all calls count; otherwise those of {@code /2.0/repositories} alone, as is published
     * @param anonymousPerHour how many are answered to nobody in particular
     * @param retryAfterSeconds what 429 names in {@code Retry-After}; null for no such header, as was observed
     */
    record Settings(
            boolean enabled,
            int callsPerHour,
            Map<String, Integer> perCaller,
            boolean everywhere,
            int anonymousPerHour,
            @Nullable Integer retryAfterSeconds) {
        static final Settings OFF = new Settings(false, 1000, Map.of(), false, 60, null);

        int of(@Nullable Caller caller) {
            if (caller == null) {
                return anonymousPerHour;
            }
            return perCaller.getOrDefault(caller.rateLimitKey(), callsPerHour);
        }
    }

    private final Clock clock;
    private final Map<String, Deque<Instant>> calls = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Settings settings = Settings.OFF;

    CallLimit(Clock clock) {
        this.clock = clock;
    }

    Settings settings() {
        return settings;
    }

    /** New settings start a new hour for everybody. */
    void change(Settings changed) {
        lock.lock();
        try {
            settings = changed;
            calls.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the call is within the limit; one beyond it is not counted. */
    boolean allows(@Nullable Caller caller) {
        if (!settings.enabled()) {
            return true;
        }
        lock.lock();
        try {
            Deque<Instant> made = calls.computeIfAbsent(
                    caller == null ? "anonymous" : caller.rateLimitKey(), key -> new ArrayDeque<>());
            Instant now = clock.instant();
            forgetOld(made, now);
            if (made.size() >= settings.of(caller)) {
                return false;
            }
            made.addLast(now);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many calls count now, by caller. */
    Map<String, Integer> used() {
        lock.lock();
        try {
            Map<String, Integer> used = new TreeMap<>();
            calls.forEach((caller, made) -> {
                forgetOld(made, clock.instant());
                used.put(caller, made.size());
            });
            return used;
        } finally {
            lock.unlock();
        }
    }

    private static void forgetOld(Deque<Instant> made, Instant now) {
        while (!made.isEmpty() && !made.getFirst().isAfter(now.minus(WINDOW))) {
            made.removeFirst();
        }
    }
}
