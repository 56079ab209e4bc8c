package dev.hallpass.embedded.bitbucket.datacenter;

import org.jspecify.annotations.Nullable;

/**
 * Where the behaviour is not certain, or depends on how a server is set up; each can be switched by the control endpoint.
 *
 * @param movedAnswers what a call of a repository's former path gets: {@code NOT_FOUND}, {@code REDIRECT} (307), or
 *     {@code ALIAS}, the repository under its new path
 * @param unknownUserStatus what a permission for an unknown user is answered
 * @param deleteWithoutRowStatus what taking away a permission that is not there is answered
 * @param removalOfNonMemberStatus what taking one who is no member out of a group is answered
 * @param groupsReadOnly all groups are kept in a read-only directory
 * @param userNameHeader authenticated calls are answered with X-AUSERNAME
 * @param unknownFields objects carry fields that are in no description
 * @param stride how far apart the positions of list elements are, so that pages do not start where one would think
 * @param greatestPage the most elements of a page
 * @param permissionFilters {@code GET /users} knows its permission filters
 * @param anonymousAccess lists show public repositories to callers without credential, instead of refusing
 * @param licensedUsers replaces the seed's; null for the seed's
 */
record Quirks(
        Moved movedAnswers,
        int unknownUserStatus,
        int deleteWithoutRowStatus,
        int removalOfNonMemberStatus,
        boolean groupsReadOnly,
        boolean userNameHeader,
        boolean unknownFields,
        int stride,
        int greatestPage,
        boolean permissionFilters,
        boolean anonymousAccess,
        @Nullable Integer licensedUsers) {

    enum Moved {
        NOT_FOUND,
        REDIRECT,
        ALIAS
    }

    static final Quirks USUAL =
            new Quirks(Moved.NOT_FOUND, 404, 204, 200, false, true, false, 2, 1000, true, true, null);
}
