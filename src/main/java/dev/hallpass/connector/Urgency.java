package dev.hallpass.connector;

/** How urgent a call is; where calls are scarce, those that take access away go first. */
public enum Urgency {
    /** Takes access away, or proves that it is gone. May use the whole budget. */
    REVOCATION,
    /** Brings access that somebody waits for. Leaves a share of the budget to revocations. */
    GRANT,
    /** Discovery and looking for drift. Leaves the largest share to the others. */
    BACKGROUND
}
