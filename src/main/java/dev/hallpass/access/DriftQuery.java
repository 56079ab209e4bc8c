package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which findings to list, newest first.
 *
 * @param state only these
 * @param resource only on this resource
 * @param principal only about this person's access
 * @param application only of this application
 * @param among only on these resources; null for all
 * @param before only findings older than this id; null for the first page
 * @param limit how many at most
 */
public record DriftQuery(
        @Nullable DriftState state,
        @Nullable ResourceId resource,
        @Nullable PrincipalId principal,
        @Nullable String application,
        @Nullable Set<ResourceId> among,
        @Nullable UUID before,
        int limit) {}
