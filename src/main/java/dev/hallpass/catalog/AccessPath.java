package dev.hallpass.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One way by which an account comes to a role on a resource.
 *
 * @param on the resource where the role is given
 * @param group the group that holds it; null where there is none
 * @param through the group as people call it, which others may be called too; empty where there is none
 * @param roleThere the role that is given there
 * @param role the role on the resource at hand that results
 */
public record AccessPath(
        PathKind kind, ResourceId on, @Nullable ResourceId group, String through, String roleThere, String role) {}
