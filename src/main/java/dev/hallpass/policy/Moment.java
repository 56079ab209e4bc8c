package dev.hallpass.policy;

/** When somebody is told of a request. */
public enum Moment {
    /** It was asked for. */
    SUBMITTED,
    /** It was approved, refused or lapsed. */
    DECIDED,
    /** The access is there. */
    ACTIVE,
    /** The access is gone. */
    ENDED,
    /** It was granted at once, before anybody was asked. */
    BREAK_GLASS
}
