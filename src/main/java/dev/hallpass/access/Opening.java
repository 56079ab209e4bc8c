package dev.hallpass.access;

/** How far the opening of a grant is. */
sealed interface Opening {

    /** Nothing is left to do. */
    record Settled(Provisioned result) implements Opening {}

    /** The grant is booked; the application must follow. */
    record ToConverge(Pair pair) implements Opening {}
}
