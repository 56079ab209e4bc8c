package dev.hallpass.embedded.bitbucket;

import org.jspecify.annotations.Nullable;

/**
 * Where Bitbucket's behaviour is not certain, or differs from time to time; each can be switched by the control endpoint.
 *
 * @param noneIsNotFound GET of one permission that does not exist is 404 instead of {@code none}
 * @param nonMemberStatus what PUT for a known user outside the workspace is answered
 * @param filtersRefused {@code q} on effective permissions is refused except for {@code permission}
 * @param unknownFields objects carry fields that are in no description
 * @param accountIdsHidden users come without account id and nickname
 * @param projectsHiddenFromAnonymous unauthenticated calls of a project are 404 instead of 401
 * @param seatLimit replaces the seed's; null for the seed's
 */
record Quirks(
        boolean noneIsNotFound,
        int nonMemberStatus,
        boolean filtersRefused,
        boolean unknownFields,
        boolean accountIdsHidden,
        boolean projectsHiddenFromAnonymous,
        @Nullable Integer seatLimit) {

    static final Quirks USUAL = new Quirks(false, 400, false, false, false, false, null);
}
