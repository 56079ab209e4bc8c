package dev.hallpass.connector.http;

import dev.hallpass.connector.BudgetShares;
import dev.hallpass.connector.Urgency;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many calls all instances together allow themselves in a rolling hour, whether they go on or were killed within
 * it. Calls are claimed in blocks before they are made, so that a process that dies has claimed at most one block too
 * many, and never made a call that nobody knows of. A block is good until its minute is over; the next is twice as
 * large as long as blocks are used up, and small where little is left.
 *
 * <p>Where claims are not answered, calls that take access away are made all the same, as far as this instance knows
 * them to be free, and noted later. All others are refused.
 */
final class RateBudget {

    private static final Logger LOG = LoggerFactory.getLogger(RateBudget.class);

    /** Within one block and the next one, a fiftieth of the hour's calls are out of reach of other instances. */
    private static final int BLOCKS = 50;

    private static final int LARGEST_BLOCK = 64;

    /** Of what is left, an instance claims this part at most. */
    private static final int PART_OF_REST = 4;

    /** How long it is not asked again after no answer. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final Duration REFRESHED_AFTER = Duration.ofMinutes(1);

    private final String name;
    private final int callsPerHour;
    private final BudgetShares shares;
    private final SharedCalls shared;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Integer> changes = new HashMap<>();
    private CallsByMinute known = new CallsByMinute(Map.of());
    private long minuteOfBlock = Long.MIN_VALUE;
    private int block;
    private int left;
    private @Nullable Instant asked;
    private @Nullable Instant unanswered;

    /** @param name the same in all instances */
    RateBudget(String name, int callsPerHour, BudgetShares shares, SharedCalls shared, Clock clock) {
        if (callsPerHour < 1) {
            throw new IllegalArgumentException("calls-per-hour must be at least 1, not " + callsPerHour);
        }
        this.name = name;
        this.callsPerHour = callsPerHour;
        this.shares = shares;
        this.shared = shared;
        this.clock = clock;
    }

    int callsPerHour() {
        return callsPerHour;
    }

    /**
     * Takes one call, which must be made within the minute, or says how long it takes until there is one.
     *
     * @return empty if the call may be made now
     */
    Optional<Duration> take(Urgency urgency) {
        return Optional.ofNullable(take(1, urgency).untilFree());
    }

    /**
     * What was taken.
     *
     * @param untilFree how long it takes until there are so many; null if they have been taken
     * @param minute for which they are noted
     * @param calls how many
     */
    record Taken(@Nullable Duration untilFree, long minute, int calls) {}

    /**
     * Takes several calls at once, or none: those of one are to be made within the minute, others are told of by
     * {@link #madeNow} and {@link #giveBack}.
     *
     * @param wanted how many; never more than the whole share
     */
    Taken take(int wanted, Urgency urgency) {
        int limit = shares.limit(callsPerHour, urgency);
        int calls = Math.clamp(limit, 1, wanted);
        lock.lock();
        try {
            Instant now = clock.instant();
            long minute = turnTo(now);
            if (takeOfBlock(calls, limit)) {
                return new Taken(null, minuteOfBlock, calls);
            }
            int block = Math.max(sizeOfNext(minute, limit), calls - left);
            if (isSilent(now) || !claim(now, block, limit)) {
                return new Taken(withoutAnswer(urgency, minute, limit, calls), minute, calls);
            }
            return takeOfBlock(calls, limit)
                    ? new Taken(null, minuteOfBlock, calls)
                    : new Taken(Duration.between(now, beginOf(firstFree(limit, minute, calls))), minute, 0);
        } finally {
            lock.unlock();
        }
    }

    private boolean takeOfBlock(int calls, int limit) {
        if (left < calls || used() + calls > limit) {
            return false;
        }
        left -= calls;
        return true;
    }

    /** Revocations go on; that a background call is made a little later does no harm. */
    private @Nullable Duration withoutAnswer(Urgency urgency, long minute, int limit, int calls) {
        if (urgency != Urgency.REVOCATION || used() + calls > limit) {
            return SILENCE;
        }
        note(minute, calls);
        return null;
    }

    /** One of several that were taken is made only now: it counts from now on. */
    void madeNow(long noted) {
        lock.lock();
        try {
            long minute = turnTo(clock.instant());
            if (minute > noted) {
                note(noted, -1);
                note(minute, 1);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Some of several that were taken are not made. */
    void giveBack(int calls, long noted) {
        if (calls == 0) {
            return;
        }
        lock.lock();
        try {
            turnTo(clock.instant());
            if (noted == minuteOfBlock) {
                left += calls;
            } else {
                note(noted, -calls);
            }
        } finally {
            lock.unlock();
        }
    }

    private void note(long minute, int difference) {
        changes.merge(minute, difference, Integer::sum);
        known.add(minute, difference);
    }

    /** Gives back what is left of a block whose minute is over, and learns now and then what the others claim. */
    void keepUp() {
        lock.lock();
        try {
            Instant now = clock.instant();
            turnTo(now);
            boolean old = asked == null
                    || Duration.between(asked, now).abs().compareTo(REFRESHED_AFTER) >= 0
                    || !changes.isEmpty();
            if (old && !isSilent(now)) {
                claim(now, 0, 0);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives back all that is left. */
    void close() {
        lock.lock();
        try {
            endBlock();
            if (!changes.isEmpty()) {
                claim(clock.instant(), 0, 0);
            }
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
        lock.lock();
        try {
            turnTo(clock.instant());
            return shares.limit(callsPerHour, urgency) - used();
        } finally {
            lock.unlock();
        }
    }

    /**
     * How many calls of an urgency can be made from now until then, if each is made as soon as it is free and nobody
     * else makes any.
     */
    long freeWithin(Duration time, Urgency urgency) {
        int limit = shares.limit(callsPerHour, urgency);
        lock.lock();
        try {
            Instant now = clock.instant();
            turnTo(now);
            long minutes = minuteOf(now.plus(time)) - minuteOf(now);
            long wholeHours = minutes / CallsByMinute.MINUTES;
            long then = minuteOf(now) + minutes % CallsByMinute.MINUTES;
            int stillTaken = known.totalAt(then) - (minuteOfBlock > then - CallsByMinute.MINUTES ? left : 0);
            return wholeHours * limit + Math.max(0, limit - stillTaken);
        } finally {
            lock.unlock();
        }
    }

    /** @return the minute that calls are noted for now */
    private long turnTo(Instant now) {
        long minute = minuteOf(now);
        boolean over = minute > minuteOfBlock || minuteOfBlock - minute > CallsByMinute.TOLERATED;
        if (over) {
            endBlock();
        }
        return known.turnTo(minute);
    }

    private void endBlock() {
        if (left > 0) {
            note(minuteOfBlock, -left);
            left = 0;
        }
    }

    private int used() {
        return known.total() - left;
    }

    private long firstFree(int limit, long minute, int calls) {
        return Math.max(known.firstBelow(limit + left - calls + 1, minute), minute + 1);
    }

    private int sizeOfNext(long minute, int limit) {
        int largest = Math.clamp(callsPerHour / BLOCKS, 1, LARGEST_BLOCK);
        int wanted = minute == minuteOfBlock ? Math.min(2 * block, largest) : 1;
        return Math.clamp((limit - used()) / PART_OF_REST, 1, Math.max(1, wanted));
    }

    private boolean isSilent(Instant now) {
        if (unanswered == null) {
            return false;
        }
        Duration passed = Duration.between(unanswered, now);
        return !passed.isNegative() && passed.compareTo(SILENCE) < 0;
    }

    /** @return whether there was an answer */
    private boolean claim(Instant now, int wanted, int limit) {
        SharedCalls.Claimed claimed;
        try {
            claimed = shared.claim(name, Map.copyOf(changes), minuteOf(now), wanted, limit);
        } catch (RuntimeException e) {
            if (unanswered == null) {
                LOG.warn("The calls of '{}' cannot be counted; only revocations are made: {}", name, e.toString());
            }
            // The claim itself may have taken longer than the silence.
            unanswered = clock.instant();
            // Whether it was written is not known: what was given back must not be given back twice.
            changes.values().removeIf(difference -> difference < 0);
            return false;
        }
        if (unanswered != null) {
            LOG.info("The calls of '{}' are counted again", name);
        }
        unanswered = null;
        asked = now;
        changes.clear();
        known = new CallsByMinute(claimed.all());
        if (claimed.calls() > 0) {
            begin(claimed);
        }
        return true;
    }

    private void begin(SharedCalls.Claimed claimed) {
        if (claimed.minute() != minuteOfBlock) {
            endBlock();
        }
        minuteOfBlock = claimed.minute();
        block = claimed.calls();
        left += claimed.calls();
    }

    private static long minuteOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), 60L);
    }

    private static Instant beginOf(long minute) {
        return Instant.ofEpochSecond(minute * 60);
    }
}
