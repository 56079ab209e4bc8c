package dev.hallpass.bundle;

/** Where a bundle request is. */
public enum BundleRequestState {
    /** Some part is not decided yet; of a best-effort bundle, or not yet in force. */
    OPEN,
    /** All parts are agreed and come into force. Of all-or-nothing bundles only. */
    AGREED,
    /** Every part came into force, and one at least still is. */
    IN_FORCE,
    /** Some parts came into force, others could not be had. Of best-effort bundles only. */
    PARTLY_IN_FORCE,
    /** No part could be had. Of best-effort bundles only. */
    NOT_GRANTED,
    /** One part could not be had, or it was withdrawn: the others are withdrawn or taken back. */
    UNDOING,
    /** Nothing of it is left, or ever was. Of all-or-nothing bundles only. */
    UNDONE,
    /** What was in force is over. */
    ENDED;

    /** Whether nothing can happen to it any more. */
    public boolean isFinal() {
        return this == NOT_GRANTED || this == UNDONE || this == ENDED;
    }

    /** Whether it was found out what becomes of it. */
    boolean isSettled() {
        return this == IN_FORCE || this == PARTLY_IN_FORCE || isFinal();
    }
}
