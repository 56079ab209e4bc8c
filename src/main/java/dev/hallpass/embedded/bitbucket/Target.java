package dev.hallpass.embedded.bitbucket;

/**
 * What a permission is on.
 *
 * @param kind repository or project
 * @param uuid its immutable id, in braces
 */
record Target(Kind kind, String uuid) {

    enum Kind {
        REPOSITORY,
        PROJECT
    }

    static Target repository(String uuid) {
        return new Target(Kind.REPOSITORY, uuid);
    }

    static Target project(String uuid) {
        return new Target(Kind.PROJECT, uuid);
    }
}
