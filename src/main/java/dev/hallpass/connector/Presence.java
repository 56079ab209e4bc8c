package dev.hallpass.connector;

/** Whether an application still has a resource. */
public enum Presence {
    /** It is there. */
    PRESENT,
    /** It is gone, and that is no matter of our own rights: the application proved that we would see it. */
    GONE,
    /** It cannot be seen, but that may be for want of rights. */
    UNKNOWN
}
