package dev.hallpass.access;

/** Whether the holder of a grant that has ended has more by other paths than should stand. */
public enum Residual {
    /** No, as it was read back. */
    NO,
    /** Yes, by the paths that the receipt names. */
    YES,
    /** The application did not let us read what results by every path, and no path is known that gives more. */
    UNKNOWN
}
