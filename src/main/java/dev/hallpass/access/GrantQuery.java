package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which grants to list, newest first.
 *
 * @param principal only this holder's
 * @param resource only on this resource
 * @param state only these
 * @param viewer who looks: sees own grants and those on {@code ownedResources}; null sees all
 * @param before only grants older than this id; null for the first page
 * @param limit how many at most
 */
public record GrantQuery(
        @Nullable PrincipalId principal,
        @Nullable ResourceId resource,
        @Nullable GrantState state,
        @Nullable PrincipalId viewer,
        Set<ResourceId> ownedResources,
        @Nullable UUID before,
        int limit) {}
