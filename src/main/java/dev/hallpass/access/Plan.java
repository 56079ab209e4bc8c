package dev.hallpass.access;

import java.time.Duration;

/** What is to be done about a pair after it was read. */
sealed interface Plan {

    /** No grant is or was at work on it. */
    record Nothing() implements Plan {}

    /** The reading cannot be explained; it must be made once more. */
    record ReadAgain(Duration after) implements Plan {}

    /**
     * It can be brought to what it should be.
     *
     * @param toldBefore whether the application told the effective role while there was the permission that is taken away
     */
    record Act(Convergence convergence, boolean toldBefore) implements Plan {}
}
