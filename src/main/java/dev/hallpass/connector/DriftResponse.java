package dev.hallpass.connector;

/** What Hallpass does when somebody has changed a permission by hand. Always shown and audited. */
public enum DriftResponse {
    /** Nothing: what was taken away stays away until somebody decides, what was added stays. */
    REPORT,
    /** What was taken away from a grant in force is given again; what was added stays. */
    RESTORE,
    /** What was added without a request is taken away; what was taken away stays away, and its grants end. */
    REVOKE
}
