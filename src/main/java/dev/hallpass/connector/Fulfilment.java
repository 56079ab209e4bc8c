package dev.hallpass.connector;

/** Who changes an application's permissions. */
public enum Fulfilment {
    /** Hallpass, through the API. */
    AUTOMATIC,
    /** A person, told by a user task what to do; Hallpass reads back whether it was done. */
    BY_HAND
}
