package dev.hallpass.request;

/** Why a request that was in force is over. */
public enum EndReason {
    /** Its time was up. */
    EXPIRED,
    /** The holder gave it back. */
    RELEASED,
    /** An owner or administrator took it. */
    REVOKED,
    /** The request was for an extension, and the grant has it. */
    EXTENDED
}
