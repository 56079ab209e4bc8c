package dev.hallpass.connector.http;

import dev.hallpass.connector.BudgetShares;
import dev.hallpass.connector.Urgency;
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

    private final Clock clock;
    private final int callsPerHour;
    private final BudgetShares shares;
    private final int[] taken = new int[SECONDS];
    private final ReentrantLock lock = new ReentrantLock();
    private long newest;
    private int inLastHour;

    RateBudget(int callsPerHour, BudgetShares shares, Clock clock) {
        if (callsPerHour < 1) {
            throw new IllegalArgumentException("calls-per-hour must be at least 1, not " + callsPerHour);
        }
        this.callsPerHour = callsPerHour;
        this.shares = shares;
        this.clock = clock;
        this.newest = clock.instant().getEpochSecond();
    }

    int callsPerHour() {
        return callsPerHour;
    }

    /**
     * Takes one call, or says how long it takes until there is one; never waits.
     *
     * @return empty if the call may be made now
     */
    Optional<Duration> take(Urgency urgency) {
        int limit = shares.limit(callsPerHour, urgency);
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

    /** All calls that are left, whatever their urgency. */
    int remaining() {
        return Math.max(0, remaining(Urgency.REVOCATION));
    }

    /** The calls that are left to an urgency; below nothing where more urgent ones have used its share. */
    int remaining(Urgency urgency) {
        int limit = shares.limit(callsPerHour, urgency);
        lock.lock();
        try {
            forgetBefore(clock.instant().getEpochSecond());
            return limit - inLastHour;
        } finally {
            lock.unlock();
        }
    }

    /** How many calls of an urgency can be made from now until then, if each is made as soon as it is free. */
    long freeWithin(Duration time, Urgency urgency) {
        int limit = shares.limit(callsPerHour, urgency);
        long wholeHours = time.toSeconds() / SECONDS;
        int rest = (int) (time.toSeconds() % SECONDS);
        lock.lock();
        try {
            forgetBefore(clock.instant().getEpochSecond());
            int stillTaken = inLastHour;
            for (long second = newest - SECONDS + 1; second <= newest - SECONDS + rest; second++) {
                stillTaken -= taken[slot(second)];
            }
            return wholeHours * limit + Math.max(0, limit - stillTaken);
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
