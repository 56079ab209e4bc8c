package dev.hallpass.bundle;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which bundle requests to list, newest first.
 *
 * @param state only those in this state
 * @param requester only what this person asked for
 * @param viewer who looks: sees own ones and those with a part on {@code ownedResources}; null sees all
 * @param before only those older than this one; null for the first page
 * @param limit how many at most
 */
public record BundleRequestQuery(
        @Nullable BundleRequestState state,
        @Nullable PrincipalId requester,
        @Nullable PrincipalId viewer,
        Set<ResourceId> ownedResources,
        @Nullable UUID before,
        int limit) {}
