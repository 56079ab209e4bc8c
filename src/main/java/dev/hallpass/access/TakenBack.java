package dev.hallpass.access;

import java.time.Instant;

/** How taking a grant back came out. */
public sealed interface TakenBack {

    /** Proved to be gone, now or earlier. */
    record Gone() implements TakenBack {}

    /** A person has to do it; called again, it is read back whether it was done. */
    record ByHand(ByHandOrder order) implements TakenBack {}

    /** Not due: it was extended meanwhile. */
    record StillInForce(Instant expiresAt) implements TakenBack {}
}
