package dev.hallpass.embedded.bitbucket.datacenter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** A bucket of calls for each user on each node, refilled steadily; off until it is switched on. */
final class TokenBuckets {

    /**
     * What the limit is.
     *
     * @param enabled whether calls are counted
     * @param size how many calls a full bucket allows at once
     * @param perSecond how many come back in a second
     * @param nodes over how many nodes a load balancer spreads the calls, each with buckets of its own
     */
    record Settings(boolean enabled, int size, int perSecond, int nodes) {
        static final Settings OFF = new Settings(false, 60, 5, 1);
    }

    private record Bucket(double left, Instant at) {}

    private final Clock clock;
    private final Map<String, Bucket> buckets = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private long calls;
    private volatile Settings settings = Settings.OFF;

    TokenBuckets(Clock clock) {
        this.clock = clock;
    }

    Settings settings() {
        return settings;
    }

    /** New settings fill all buckets. */
    void change(Settings changed) {
        lock.lock();
        try {
            settings = changed;
            buckets.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a call out of the caller's bucket, if there is one. */
    boolean allows(String caller) {
        Settings now = settings;
        if (!now.enabled()) {
            return true;
        }
        lock.lock();
        try {
            String key = caller + " " + calls++ % Math.max(1, now.nodes());
            Instant time = clock.instant();
            Bucket bucket = buckets.getOrDefault(key, new Bucket(now.size(), time));
            double seconds = Duration.between(bucket.at(), time).toMillis() / 1000.0;
            double left = Math.min(now.size(), bucket.left() + seconds * now.perSecond());
            boolean allowed = left >= 1;
            buckets.put(key, new Bucket(allowed ? left - 1 : left, time));
            return allowed;
        } finally {
            lock.unlock();
        }
    }
}
