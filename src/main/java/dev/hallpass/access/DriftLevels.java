package dev.hallpass.access;

import dev.hallpass.catalog.Resource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ResourceKind;
import org.jspecify.annotations.Nullable;

/** Tells which of two roles is higher. */
final class DriftLevels {

    private DriftLevels() {}

    /**
     * How a role differs from the one that it should be.
     *
     * @throws IllegalArgumentException if it does not
     */
    static DriftKind kind(Resource resource, Connector connector, @Nullable String expected, @Nullable String found) {
        if (expected == null) {
            if (found == null) {
                throw new IllegalArgumentException("Nothing differs");
            }
            return DriftKind.ADDED;
        }
        if (found == null) {
            return DriftKind.REMOVED;
        }
        return level(resource, connector, found) < level(resource, connector, expected)
                ? DriftKind.LOWERED
                : DriftKind.RAISED;
    }

    /** Roles that cannot be given have no order of their own: they count for what they are worth on repositories. */
    private static int level(Resource resource, Connector connector, String role) {
        return resource.hasRole(role)
                ? resource.level(role)
                : connector
                        .inheritedRole(resource.kind(), role, ResourceKind.REPOSITORY)
                        .map(connector.roles(ResourceKind.REPOSITORY)::indexOf)
                        .orElse(-1);
    }
}
