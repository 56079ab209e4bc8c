package dev.hallpass.catalog;

/** By which way an account comes to a role on a resource. */
public enum PathKind {
    /** The account's own permission on the resource. */
    OWN,
    /** A group's permission on the resource; the account is a member. */
    GROUP,
    /** The account's own permission on the project. */
    PROJECT,
    /** A group's permission on the project. */
    PROJECT_GROUP,
    /** A role on the whole workspace or server, by itself or through a group. */
    WORKSPACE,
    /** A permission that everybody has who may use the application. */
    DEFAULT,
    /** Everybody may read it, for the resource or its project is open to the public. */
    PUBLIC,
    /** The resource, or its project, belongs to the account. */
    OWNER,
    /** The application says that the account holds it, and does not tell by which way. */
    UNTOLD
}
