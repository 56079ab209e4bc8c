package dev.hallpass.access;

/** How bringing a pair to what it should be came out. */
sealed interface Converged {

    /** It was read, and is as it should be. */
    record Done() implements Converged {}

    /** Nothing was proved: no grant is at work on it, or another has settled it, or its resource is gone. */
    record LeftAlone() implements Converged {}

    /** A person has to do it. */
    record ByHand(ByHandOrder order) implements Converged {}
}
