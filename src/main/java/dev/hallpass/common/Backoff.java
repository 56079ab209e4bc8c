package dev.hallpass.common;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt. */
public final class Backoff {

    private Backoff() {}

    /**
     * Doubles {@code first} with each failure up to {@code longest}, and gives some moment in the second half of that, so
     * that those who failed together do not come back together.
     *
     * @param failures how often it has failed before the failure at hand, zero or more
     * @return at least half of {@code first} (or of {@code longest} if that is less), at most {@code longest}; to the
     *     millisecond
     */
    public static Duration after(int failures, Duration first, Duration longest, RandomGenerator random) {
        long bound = longest.toMillis();
        long begin = first.toMillis();
        // Compared by shifting down, since shifting up may overflow.
        if (failures < Long.SIZE - 1 && begin <= bound >> failures) {
            bound = begin << failures;
        }
        return Duration.ofMillis(bound - random.nextLong(bound / 2 + 1));
    }
}
