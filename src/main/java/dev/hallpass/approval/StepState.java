package dev.hallpass.approval;

/** Where a step is. */
public enum StepState {
    /** An earlier step comes first. */
    PENDING,
    /** It waits for one of its approvers. */
    WAITING,
    /** Somebody agreed. */
    APPROVED,
    /** Somebody refused. */
    DENIED,
    /** The request ended before anybody decided. */
    CLOSED
}
