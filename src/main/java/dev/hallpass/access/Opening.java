package dev.hallpass.access;

import java.time.Instant;

/** How far the opening of a grant is. */
sealed interface Opening {

    /** Nothing is left to do. */
    record Settled(Provisioned result) implements Opening {}

    /**
     * The grant is booked; the application must follow.
     *
     * @param due since when it is agreed
     */
    record ToConverge(Pair pair, Instant due) implements Opening {}
}
