package dev.hallpass.embedded.bitbucket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** So many calls in a rolling hour for each caller; off until it is switched on. */
final class CallLimit {

    private static final Duration WINDOW = Duration.ofHours(1);

    /**
     * What the limit is.
     *
     * @param enabled whether calls are counted
     * @param callsPerHour how many are answered
     */
    record Settings(boolean enabled, int callsPerHour) {
        static final Settings OFF = new Settings(false, 1000);
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
    boolean allows(String caller) {
        if (!settings.enabled()) {
            return true;
        }
        lock.lock();
        try {
            Instant now = clock.instant();
            Deque<Instant> made = calls.computeIfAbsent(caller, key -> new ArrayDeque<>());
            while (!made.isEmpty() && !made.getFirst().isAfter(now.minus(WINDOW))) {
                made.removeFirst();
            }
            if (made.size() >= settings.callsPerHour()) {
                return false;
            }
            made.addLast(now);
            return true;
        } finally {
            lock.unlock();
        }
    }
}
