package dev.hallpass.access;

/** What a person reports of an order. */
public enum ByHandOutcome {
    /** It was done; the application is read to see whether it shows that. */
    DONE,
    /** It cannot be done. Only what is to be granted can be given up so, never what is to be taken away. */
    IMPOSSIBLE
}
