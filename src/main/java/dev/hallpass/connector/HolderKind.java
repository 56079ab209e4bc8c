package dev.hallpass.connector;

/** Who holds a permission on a resource itself. */
public enum HolderKind {
    /** One account. */
    ACCOUNT,
    /** All members of a group. */
    GROUP,
    /** Everybody who may use the application at all: a default permission. */
    EVERYBODY,
    /** Everybody, because the resource is open to the public. Not given as a permission, but a property of the resource. */
    PUBLIC,
    /** The account that the resource belongs to, as a personal project does. Not given as a permission either. */
    OWNER;

    /** Whether it is a property of the resource itself, which the lists of resources tell and no list of permissions. */
    public boolean isProperty() {
        return this == PUBLIC || this == OWNER;
    }
}
