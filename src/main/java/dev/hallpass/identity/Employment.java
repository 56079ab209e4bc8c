package dev.hallpass.identity;

/** How somebody belongs to the organisation. */
public enum Employment {
    /** Employed. */
    EMPLOYEE,
    /** Working under a contract with somebody else. */
    CONTRACTOR
}
