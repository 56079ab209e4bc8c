package dev.hallpass.embedded.bitbucket.datacenter;

import java.util.Locale;

/**
 * Who holds a permission.
 *
 * @param kind user or group
 * @param id a user's number, or a group's name in lower case
 */
record Holder(Kind kind, String id) {

    enum Kind {
        USER,
        GROUP
    }

    static Holder user(int id) {
        return new Holder(Kind.USER, Integer.toString(id));
    }

    static Holder group(String name) {
        return new Holder(Kind.GROUP, name.toLowerCase(Locale.ROOT));
    }
}
