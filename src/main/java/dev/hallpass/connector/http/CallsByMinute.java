package dev.hallpass.connector.http;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The calls of the last hour by the minute (of the Unix epoch) they were claimed for. They are free again an hour after
 * the end of that minute, so there are 61 minutes at most.
 */
final class CallsByMinute {

    /** One hour, and the minute that is not yet over. */
    static final int MINUTES = 61;

    /** How far apart the clocks of two instances may be, or how far one may be set back, without being corrected. */
    static final int TOLERATED = 2;

    private final NavigableMap<Long, Integer> calls;

    CallsByMinute(Map<Long, Integer> calls) {
        this.calls = new TreeMap<>(calls);
    }

    Map<Long, Integer> asMap() {
        return Map.copyOf(calls);
    }

    /**
     * Forgets what is over. What a clock far ahead of this one has noted is counted from now on: nothing is given back
     * too early, and nothing is kept for longer than an hour.
     *
     * @return the minute that calls are to be claimed for, the newest of all that are known
     */
    long turnTo(long minute) {
        calls.headMap(minute - MINUTES, true).clear();
        NavigableMap<Long, Integer> ahead = calls.tailMap(minute + TOLERATED, false);
        if (!ahead.isEmpty()) {
            int moved = ahead.values().stream().mapToInt(Integer::intValue).sum();
            ahead.clear();
            add(minute, moved);
        }
        return calls.isEmpty() ? minute : Math.max(minute, calls.lastKey());
    }

    /** @param difference below nothing where calls were claimed and not made */
    void add(long minute, int difference) {
        int sum = calls.getOrDefault(minute, 0) + difference;
        if (sum > 0) {
            calls.put(minute, sum);
        } else {
            calls.remove(minute);
        }
    }

    int total() {
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many of them are not free again when that minute begins. */
    int totalAt(long minute) {
        return calls.tailMap(minute - MINUTES, false).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** The minute at whose begin fewer than so many are left; now, if that is so already. */
    long firstBelow(int limit, long now) {
        int left = total();
        if (left < limit) {
            return now;
        }
        for (Map.Entry<Long, Integer> each : calls.entrySet()) {
            left -= each.getValue();
            if (left < limit) {
                return each.getKey() + MINUTES;
            }
        }
        throw new IllegalArgumentException("a limit of " + limit + " is never free");
    }
}
