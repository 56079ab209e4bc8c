package dev.hallpass.embedded.bitbucket.datacenter;

/**
 * What a permission is on.
 *
 * @param kind repository, project, or the whole server
 * @param id its number; 0 for the server
 */
record Target(Kind kind, int id) {

    enum Kind {
        REPOSITORY,
        PROJECT,
        GLOBAL
    }

    static final Target SERVER = new Target(Kind.GLOBAL, 0);

    static Target repository(int id) {
        return new Target(Kind.REPOSITORY, id);
    }

    static Target project(int id) {
        return new Target(Kind.PROJECT, id);
    }
}
