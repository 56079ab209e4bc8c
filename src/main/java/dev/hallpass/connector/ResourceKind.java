package dev.hallpass.connector;

/** What a resource is. */
public enum ResourceKind {
    /** A whole workspace, or a whole Data Center server. */
    WORKSPACE,
    /** A project, which passes its roles on to its repositories. */
    PROJECT,
    /** A repository. */
    REPOSITORY,
    /** A group of people. */
    GROUP
}
