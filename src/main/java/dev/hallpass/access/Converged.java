package dev.hallpass.access;

/** How bringing a pair to what it should be came out. */
sealed interface Converged {

    /** It is as it should be, or nothing had to be done. */
    record Done() implements Converged {}

    /** A person has to do it. */
    record ByHand(ByHandOrder order) implements Converged {}
}
