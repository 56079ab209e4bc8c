package dev.hallpass.bundle;

/** What a part of a bundle hears when it asks whether it may be provisioned. */
public enum BundleAnswer {
    /** It may. */
    GO,
    /** Not all parts are agreed yet; the process is told when that changes. */
    WAIT,
    /** It is not wanted any more. */
    STOP
}
