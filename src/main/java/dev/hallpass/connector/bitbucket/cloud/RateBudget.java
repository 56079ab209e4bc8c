package dev.hallpass.connector.bitbucket.cloud;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many calls we allow ourselves in a rolling hour, in this process. Counted by the second in a ring, so the memory
 * does not grow with the budget; a call is free again one hour after the end of its second.
 */
final class RateBudget {

    /** One hour, and the second that is not yet over. */
    private static final int SECONDS = 3601;

    private static final int SHARE_KEPT_FROM_BACKGROUND = 4;

    private final Clock clock;
    private final int callsPerHour;
    private final int[] taken = new int[SECONDS];
    private final ReentrantLock lock = new ReentrantLock();
    private long newest;
    private int inLastHour;

    RateBudget(int callsPerHour, Clock clock) {
        if (callsPerHour < 1) {
            throw new IllegalArgumentException("calls-per-hour must be at least 1, not " + callsPerHour);
        }
        this.callsPerHour = callsPerHour;
        this.clock = clock;
        this.newest = clock.instant().getEpochSecond();
    }

    /**
     * Takes one call, or says how long it takes until there is one; never waits.
     *
     * @param background whether to leave a quarter of the budget to calls that people wait for
     * @return empty if the call may be made now
     */
    Optional<Duration> take(boolean background) {
        int limit = background ? callsPerHour - callsPerHour / SHARE_KEPT_FROM_BACKGROUND : callsPerHour;
        lock.lock();
        try {
            Instant now = clock.instant();
            forgetBefore(now.getEpochSecond());
            if (inLastHour < limit) {
                taken[slot(newest)]++;
                inLastHour++;
                return Optional.empty();
            }
            return Optional.of(Duration.between(now, firstFree(limit)));
        } finally {
            lock.unlock();
        }
    }

    int remaining() {
        lock.lock();
        try {
            forgetBefore(clock.instant().getEpochSecond());
            return callsPerHour - inLastHour;
        } finally {
            lock.unlock();
        }
    }

    /** A clock that goes back does not give calls back. */
    private void forgetBefore(long second) {
        if (second - newest >= SECONDS) {
            Arrays.fill(taken, 0);
            inLastHour = 0;
            newest = second;
        }
        while (newest < second) {
            newest++;
            inLastHour -= taken[slot(newest)];
            taken[slot(newest)] = 0;
        }
    }

    private Instant firstFree(int limit) {
        int left = inLastHour;
        long second = newest - SECONDS;
        while (left >= limit) {
            second++;
            left -= taken[slot(second)];
        }
        return Instant.ofEpochSecond(second + SECONDS);
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }
}
