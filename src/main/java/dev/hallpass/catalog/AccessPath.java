package dev.hallpass.catalog;

/**
 * One way by which an account comes to a role on a resource.
 *
 * @param on the resource where the role is given
 * @param through the group that holds it, as people call it; empty where there is none
 * @param roleThere the role that is given there
 * @param role the role on the resource at hand that results
 */
public record AccessPath(PathKind kind, ResourceId on, String through, String roleThere, String role) {}
