package dev.hallpass.embedded.bitbucket;

import org.jspecify.annotations.Nullable;

/**
 * Where Bitbucket's behaviour is not certain, or differs from time to time; each can be switched by the control endpoint.
 *
 * @param noneIsNotFound GET of one permission that does not exist is 404 instead of {@code none}
 * @param nothingToDeleteStatus what DELETE of a permission that does not exist is answered
 * @param nonMemberStatus what PUT for a known user outside the workspace is answered
 * @param filtersRefused {@code q} on effective permissions is refused except for {@code permission}
 * @param unknownFields objects carry fields that are in no description
 * @param accountIdsHidden users come without account id and nickname
 * @param sizesHidden no list tells its size
 * @param projectsHiddenFromAnonymous unauthenticated calls of a project are 404 instead of 401
 * @param seatLimit replaces the seed's; null for the seed's
 * @param adminHubMigrated the workspace is administered at admin.atlassian.com: groups can only be read
 * @param adminHubStatus what a change of a group is answered then
 * @param presentMemberStatus what adding somebody to a group who is in it is answered, if it is no success
 * @param absentMemberStatus what taking somebody out of a group who is not in it is answered, if it is no success
 * @param accessTokens what access tokens may do with explicit permissions
 * @param permissionsOutlastMembership who leaves the workspace has the same explicit permissions after coming back
 */
record Quirks(
        boolean noneIsNotFound,
        int nothingToDeleteStatus,
        int nonMemberStatus,
        boolean filtersRefused,
        boolean unknownFields,
        boolean accountIdsHidden,
        boolean sizesHidden,
        boolean projectsHiddenFromAnonymous,
        @Nullable Integer seatLimit,
        boolean adminHubMigrated,
        int adminHubStatus,
        int presentMemberStatus,
        int absentMemberStatus,
        AccessTokens accessTokens,
        boolean permissionsOutlastMembership) {

    /** What access tokens may do with explicit permissions; the sources contradict each other. */
    enum AccessTokens {
        NOTHING,
        READ,
        WRITE
    }

    static final Quirks USUAL = new Quirks(
            false,
            204,
            400,
            false,
            false,
            false,
            false,
            false,
            null,
            false,
            403,
            200,
            204,
            AccessTokens.NOTHING,
            false);
}
