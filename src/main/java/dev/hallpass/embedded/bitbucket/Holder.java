package dev.hallpass.embedded.bitbucket;

/**
 * Who holds a permission.
 *
 * @param kind user or group
 * @param id a user's UUID in braces, or a group's slug
 */
record Holder(Kind kind, String id) {

    enum Kind {
        USER,
        GROUP
    }

    static Holder user(String uuid) {
        return new Holder(Kind.USER, uuid);
    }

    static Holder group(String slug) {
        return new Holder(Kind.GROUP, slug);
    }
}
