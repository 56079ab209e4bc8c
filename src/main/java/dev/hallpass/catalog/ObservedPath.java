package dev.hallpass.catalog;

import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.ResourceKind;
import org.jspecify.annotations.Nullable;

/**
 * A role given somewhere on or above a resource that reaches an account.
 *
 * @param height how far above the resource it is given; 0 on itself
 * @param holder who holds it there
 * @param group the group; null where it is none
 * @param through the group as people call it; empty where it is none
 */
record ObservedPath(
        ResourceId resource,
        String account,
        int height,
        ResourceId on,
        ResourceKind onKind,
        HolderKind holder,
        @Nullable ResourceId group,
        String through,
        String role) {}
