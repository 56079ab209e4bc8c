package dev.hallpass.connector.http;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and how long a call is tried again: exponential back-off with full jitter, so that many instances do not
 * come back at the same moment.
 *
 * @param maxAttempts attempts in all, at least 1
 * @param budget no attempt starts later than this after the first
 * @param firstBackoff the longest pause after the first attempt, doubled after each further one
 */
record RetryPolicy(int maxAttempts, Duration budget, Duration firstBackoff) {

    private static final int MOST_DOUBLINGS = 10;
    private static final int MOST_DOUBLINGS_OF_LIMITS = 13;

    RetryPolicy {
        if (maxAttempts < 1 || budget.isNegative() || firstBackoff.isNegative()) {
            throw new IllegalArgumentException(
                    "max-attempts must be at least 1, retry-budget and first-backoff must not be negative");
        }
    }

    /** A random pause from nothing to the whole back-off of this attempt. */
    Duration pauseAfter(int attempt) {
        return jitter(firstBackoff.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS)));
    }

    /** A pause after so many refusals in a row for want of calls: at least half of a back-off that doubles. */
    Duration pauseAfterLimit(int refusals) {
        Duration half = firstBackoff
                .multipliedBy(1L << Math.min(Math.max(refusals - 1, 0), MOST_DOUBLINGS_OF_LIMITS))
                .dividedBy(2);
        return half.plus(jitter(half));
    }

    /** The pause that the server asks for, and a little more, so that not all come at once. */
    Duration pauseFor(Duration retryAfter) {
        return retryAfter.plus(jitter(firstBackoff));
    }

    private static Duration jitter(Duration longest) {
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest.toNanos() + 1));
    }
}
