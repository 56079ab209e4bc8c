package dev.hallpass.connector.http;

import java.util.Map;

/** Where all instances note the calls they claim. */
interface SharedCalls {

    /**
     * What was claimed.
     *
     * @param calls how many, from none to as many as were wanted
     * @param minute the minute of the epoch they are noted for; they may be made until it is over
     * @param all the calls of all instances by minute, these included
     */
    record Claimed(int calls, long minute, Map<Long, Integer> all) {}

    /**
     * Notes what has changed, then claims as many calls as the limit leaves.
     *
     * @param budget whose
     * @param changes by minute: calls made without having been claimed, less those claimed and not made
     * @param minute the minute of the epoch it is now
     * @param wanted how many are claimed at most; may be none, to learn what the others have claimed
     * @param limit how many all instances together may have claimed in the last hour
     * @throws RuntimeException if it does not answer in time; nothing is known then
     */
    Claimed claim(String budget, Map<Long, Integer> changes, long minute, int wanted, int limit);

    /** Forgets what was noted before a minute, of whatever budget. */
    void forgetBefore(long minute);

    /** Applies a claim to what was noted. */
    static Claimed apply(CallsByMinute calls, Map<Long, Integer> changes, long minute, int wanted, int limit) {
        changes.forEach(calls::add);
        long noted = calls.turnTo(minute);
        int claimed = Math.max(0, Math.min(wanted, limit - calls.total()));
        calls.add(noted, claimed);
        return new Claimed(claimed, noted, calls.asMap());
    }
}
