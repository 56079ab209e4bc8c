package dev.hallpass.request;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which requests to list, newest first.
 *
 * @param state only these
 * @param requester only what this person asked for
 * @param viewer who looks: sees own requests and those on {@code ownedResources}; null sees all
 * @param ownedResources resources whose requests the viewer sees as their owner
 * @param before only requests older than this id; null for the first page
 * @param limit how many at most
 */
public record RequestQuery(
        @Nullable RequestState state,
        @Nullable PrincipalId requester,
        @Nullable PrincipalId viewer,
        Set<ResourceId> ownedResources,
        @Nullable UUID before,
        int limit) {}
