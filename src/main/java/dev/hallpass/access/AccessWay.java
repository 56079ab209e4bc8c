package dev.hallpass.access;

import dev.hallpass.catalog.AccessPath;
import org.jspecify.annotations.Nullable;

/**
 * One path by which somebody has access, and where it comes from.
 *
 * @param grant the grant that it comes from; null if it stands without any
 */
public record AccessWay(AccessPath path, @Nullable Grant grant) {

    /** Whether it stands without any grant. */
    public boolean isStanding() {
        return grant == null;
    }
}
