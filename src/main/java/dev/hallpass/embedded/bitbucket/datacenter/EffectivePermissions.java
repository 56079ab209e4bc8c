package dev.hallpass.embedded.bitbucket.datacenter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What users may do by all paths together: own, through groups, the project, its default, and the whole server. */
final class EffectivePermissions {

    private final ServerState state;

    EffectivePermissions(ServerState state) {
        this.state = state;
    }

    /** Null for one without a licence. */
    @Nullable
    Permission global(Seed.User user) {
        return user.active() ? direct(Target.SERVER, user) : null;
    }

    boolean licensed(Seed.User user) {
        return global(user) != null;
    }

    boolean administrator(Seed.User user) {
        Permission global = global(user);
        return global != null && global.includes(Permission.ADMIN);
    }

    @Nullable
    Permission project(Seed.User user, Seed.Project project) {
        if (!licensed(user)) {
            return null;
        }
        if (administrator(user) || user.name().equalsIgnoreCase(project.owner())) {
            return Permission.PROJECT_ADMIN;
        }
        return Permission.higher(
                direct(Target.project(project.id()), user), state.defaults().get(project.id()));
    }

    @Nullable
    Permission repository(Seed.User user, Directory.Repository repository) {
        if (!licensed(user)) {
            return null;
        }
        return Permission.higher(
                direct(Target.repository(repository.id()), user),
                Permission.onRepositories(project(user, state.directory().projectOf(repository))));
    }

    /** On any target: the highest one of its kind, null for nothing. */
    @Nullable
    Permission on(Target target, Seed.User user) {
        return switch (target.kind()) {
            case GLOBAL -> global(user);
            case PROJECT ->
                state.directory().projects().stream()
                        .filter(project -> project.id() == target.id())
                        .findFirst()
                        .map(project -> project(user, project))
                        .orElse(null);
            case REPOSITORY ->
                state.directory()
                        .repository(target.id())
                        .map(repository -> repository(user, repository))
                        .orElse(null);
        };
    }

    /** Own and through groups. */
    private @Nullable Permission direct(Target target, Seed.User user) {
        Permission highest = null;
        for (Map.Entry<Holder, Permission> row : state.on(target).entrySet()) {
            if (holds(row.getKey(), user)) {
                highest = Permission.higher(highest, row.getValue());
            }
        }
        return highest;
    }

    private boolean holds(Holder holder, Seed.User user) {
        if (holder.kind() == Holder.Kind.USER) {
            return holder.equals(Holder.user(user.id()));
        }
        ServerState.Group group = state.groups().get(holder.id());
        return group != null && group.members().contains(user.id());
    }
}
