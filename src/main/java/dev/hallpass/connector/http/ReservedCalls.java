package dev.hallpass.connector.http;

import dev.hallpass.connector.CallReservation;

/**
 * Calls of one user's budget that are kept for the thread that reserved them. They are noted for the minute they were
 * reserved in; those that are made later are noted anew, so that the rolling hour stays exact.
 */
final class ReservedCalls implements CallReservation {

    private final Allowance allowance;
    private final long minute;
    private final Runnable atEnd;
    private int left;

    ReservedCalls(Allowance allowance, int calls, long minute, Runnable atEnd) {
        this.allowance = allowance;
        this.left = calls;
        this.minute = minute;
        this.atEnd = atEnd;
    }

    /** Uses one for a call of this user; returns whether there was one. */
    boolean use(Allowance whose) {
        if (whose != allowance || left == 0) {
            return false;
        }
        left--;
        allowance.budget().madeNow(minute);
        return true;
    }

    @Override
    public void close() {
        atEnd.run();
        allowance.budget().giveBack(left, minute);
        left = 0;
    }
}
