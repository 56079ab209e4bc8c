package dev.hallpass.access;

/** Where an order to do something by hand is. */
public enum ByHandState {
    /** Somebody has to do it. */
    OPEN,
    /** Somebody says how it went; the application has not been read since. */
    REPORTED,
    /** The application shows that it was done. */
    CONFIRMED,
    /** Nobody needs it any more. */
    WITHDRAWN
}
