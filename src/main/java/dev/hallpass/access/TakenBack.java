package dev.hallpass.access;

import java.time.Instant;

/** How taking a grant back came out. */
public sealed interface TakenBack {

    /** Proved to be gone, now or earlier. */
    record Gone() implements TakenBack {}

    /** Not due: it was extended meanwhile. */
    record StillInForce(Instant expiresAt) implements TakenBack {}
}
