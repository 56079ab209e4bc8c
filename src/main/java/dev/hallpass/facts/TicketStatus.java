package dev.hallpass.facts;

/** How far the work on a ticket is. */
public enum TicketStatus {
    /** Nobody works on it yet. */
    OPEN,
    /** Somebody works on it. */
    IN_PROGRESS,
    /** It is done with; what it justified ends. */
    CLOSED
}
