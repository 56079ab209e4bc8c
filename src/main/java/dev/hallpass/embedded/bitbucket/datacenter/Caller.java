package dev.hallpass.embedded.bitbucket.datacenter;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param name what X-AUSERNAME tells
 * @param user whom the credential acts for; null for the token of a project or repository
 * @param most the most that a token may do; null for a password, which has no such limit
 * @param confinedTo the target that a token belongs to; null for one of a user
 */
record Caller(
        String name,
        Seed.@Nullable User user,
        @Nullable Set<Permission> most,
        @Nullable Target confinedTo) {

    boolean byToken() {
        return most != null;
    }

    /** What the caller may do on a project or repository. */
    @Nullable
    Permission on(Target target, ServerState state) {
        if (user != null) {
            Permission own = new EffectivePermissions(state).on(target, user);
            return most == null ? own : Permission.lower(own, allowed(target.kind()));
        }
        boolean within = target.equals(confinedTo)
                || (confinedTo != null
                        && confinedTo.kind() == Target.Kind.PROJECT
                        && target.kind() == Target.Kind.REPOSITORY
                        && state.directory()
                                .repository(target.id())
                                .filter(repository -> repository.project() == confinedTo.id())
                                .isPresent());
        return within ? allowed(target.kind()) : null;
    }

    private @Nullable Permission allowed(Target.Kind kind) {
        Permission highest = null;
        if (most != null) {
            for (Permission each : most) {
                Permission here = each.kind() == kind
                        ? each
                        : kind == Target.Kind.REPOSITORY ? Permission.onRepositories(each) : null;
                highest = Permission.higher(highest, here);
            }
        }
        return kind == Target.Kind.GLOBAL ? Permission.LICENSED_USER : highest;
    }
}
