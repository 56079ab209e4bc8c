package dev.hallpass.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one account holds on one of the resources that it has access to, as it was read.
 *
 * @param role the highest role by any path; null if it has no access
 * @param paths every path, the highest role first
 * @param readAt when the oldest of the readings was made that this follows from; null if one has never been made
 */
public record ResourceAccess(
        Resource resource,
        @Nullable String role,
        List<AccessPath> paths,
        @Nullable Instant readAt) {

    /** Copies its list. */
    public ResourceAccess {
        paths = List.copyOf(paths);
    }
}
