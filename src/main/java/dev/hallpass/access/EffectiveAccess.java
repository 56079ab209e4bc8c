package dev.hallpass.access;

import dev.hallpass.catalog.Resource;
import dev.hallpass.identity.PrincipalId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one account holds on a resource by every path, as far as is known; roles as the application names them, null for
 * none.
 *
 * @param principal whose account it is, where that is known
 * @param displayName what people call them
 * @param changing whether a change is under way, so that the effective role is not known
 * @param effective the highest role by any path
 * @param explicit the role given to the account on the resource itself
 * @param standing what of that stands without any grant
 * @param withoutGrants the highest role by any path that stands without any grant
 * @param ways every path with where it comes from
 * @param grants on the resource itself: in force, or being taken back and not yet proved to be gone; oldest first
 * @param readAt when the application told this; null if some of it was never read
 */
public record EffectiveAccess(
        Resource resource,
        String account,
        @Nullable PrincipalId principal,
        String displayName,
        boolean changing,
        @Nullable String effective,
        @Nullable String explicit,
        @Nullable String standing,
        @Nullable String withoutGrants,
        List<AccessWay> ways,
        List<Grant> grants,
        @Nullable Instant readAt) {

    /** Copies its lists. */
    public EffectiveAccess {
        ways = List.copyOf(ways);
        grants = List.copyOf(grants);
    }

    /** Whether there is nothing to tell. */
    boolean isEmpty() {
        return !changing && effective == null && ways.isEmpty() && grants.isEmpty();
    }
}
