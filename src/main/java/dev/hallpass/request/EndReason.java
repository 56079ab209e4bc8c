package dev.hallpass.request;

/** Why a request that was in force is over. */
public enum EndReason {
    /** Its time was up. */
    EXPIRED,
    /** The holder gave it back. */
    RELEASED,
    /** An owner or administrator took it. */
    REVOKED,
    /** The application does not have the resource any more. */
    RESOURCE_GONE,
    /** Somebody took the access away by hand, and the application's rules say that this ends its grants. */
    DRIFT,
    /** It was a part of a bundle that holds together, and another part could not be had. */
    BUNDLE_UNDONE,
    /** Its holder is not active any more. */
    LEAVER,
    /** The ticket that justified it was closed. */
    TICKET_CLOSED,
    /** The request was for an extension, and the grant has it. */
    EXTENDED
}
