package dev.hallpass.approval;

/** A person's yes or no. */
public enum Verdict {
    /** Yes. */
    APPROVE,
    /** No. */
    DENY
}
