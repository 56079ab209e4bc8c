package dev.hallpass.bundle;

/** What becomes of the other parts of a bundle when one cannot be had. */
public enum BundleMode {
    /** All or none: nothing is provisioned before all are agreed, and what is in force is undone. */
    ALL_OR_NOTHING,
    /** Each part goes its own way. */
    BEST_EFFORT
}
