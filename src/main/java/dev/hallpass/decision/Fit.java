package dev.hallpass.decision;

/** How a cell relates to a value. */
public enum Fit {
    /** The test is true. */
    FITS,
    /** The test is false. */
    DOES_NOT_FIT,
    /** The test makes no sense of the value, for instance because a fact is missing; counts as not fitting. */
    CANNOT_BE_EVALUATED
}
