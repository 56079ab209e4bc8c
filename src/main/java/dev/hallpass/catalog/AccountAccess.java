package dev.hallpass.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account holds on a resource, as it was read.
 *
 * @param account the application's own immutable id
 * @param displayName what people call it there; the id where that is not known
 * @param email where the application tells it
 * @param role the highest role by any path; null if it has no access
 * @param paths every path, the highest role first
 * @param readAt when the oldest of the readings was made that this follows from; null if one has never been made
 */
public record AccountAccess(
        String account,
        String displayName,
        @Nullable String email,
        @Nullable String role,
        List<AccessPath> paths,
        @Nullable Instant readAt) {

    /** Copies its list. */
    public AccountAccess {
        paths = List.copyOf(paths);
    }
}
