package dev.hallpass.access;

/** Where a finding is. */
public enum DriftState {
    /** Somebody should look at it. */
    OPEN,
    /** It is settled. */
    RESOLVED
}
