package dev.hallpass.connector;

/** Who holds a permission on a resource itself. */
public enum HolderKind {
    /** One account. */
    ACCOUNT,
    /** All members of a group. */
    GROUP,
    /** Everybody who may use the application at all: a default permission. */
    EVERYBODY
}
