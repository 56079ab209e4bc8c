package dev.hallpass.access;

/** How a permission differs from what it should be. */
public enum DriftKind {
    /** There is none where there should be one. */
    REMOVED,
    /** It is lower than it should be. */
    LOWERED,
    /** There is one where there should be none. */
    ADDED,
    /** It is higher than it should be. */
    RAISED
}
