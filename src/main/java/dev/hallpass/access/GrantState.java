package dev.hallpass.access;

/** Where a grant is. */
public enum GrantState {
    /** Agreed, not yet proved to be there. */
    PROVISIONING,
    /** In force. */
    ACTIVE,
    /** Over, not yet proved to be gone. */
    REVOKING,
    /** Proved to be gone. */
    ENDED,
    /** Never came to be. */
    FAILED
}
