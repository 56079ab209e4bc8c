package dev.hallpass.embedded.bitbucket.datacenter;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The whole server at one moment. Never changes; a change makes a new one.
 *
 * @param directory users, projects and repositories
 * @param groups by their names in lower case
 * @param permissions direct ones, by target and holder
 * @param defaults what everybody has, by project
 */
record ServerState(
        Directory directory,
        Map<String, Group> groups,
        Map<Target, Map<Holder, Permission>> permissions,
        Map<Integer, Permission> defaults) {

    /** @param members numbers of users */
    record Group(String name, Set<Integer> members) {}

    static ServerState of(Seed seed) {
        Directory directory = Directory.of(seed);
        Map<String, Group> groups = new TreeMap<>();
        for (Seed.Group group : seed.groups()) {
            Set<Integer> members = new TreeSet<>();
            group.members().forEach(name -> members.add(userId(directory, name)));
            groups.put(Directory.folded(group.name()), new Group(group.name(), members));
        }
        Map<Integer, Permission> defaults = new HashMap<>();
        for (Seed.Project project : seed.projects()) {
            if (project.defaultPermission() != null) {
                defaults.put(project.id(), project.defaultPermission());
            }
        }
        ServerState state = new ServerState(directory, groups, Map.of(), defaults);
        for (Seed.Permitted each : seed.permissions()) {
            Permission permission = Permission.parse(each.permission())
                    .orElseThrow(() -> new IllegalArgumentException("the seed has no permission in " + each));
            state = state.with(
                    state.target(each.project(), each.repository()),
                    List.of(state.holder(each.user(), each.group())),
                    permission);
        }
        return state;
    }

    private static int userId(Directory directory, String name) {
        return directory
                .user(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no user '" + name + "'"))
                .id();
    }

    /** @throws IllegalArgumentException if there is no such thing */
    Target target(@Nullable String project, @Nullable String repository) {
        if (repository != null) {
            return Target.repository(directory
                    .repository(repository)
                    .orElseThrow(() -> new IllegalArgumentException("there is no repository '" + repository + "'"))
                    .id());
        }
        if (project != null) {
            return Target.project(directory
                    .project(project)
                    .orElseThrow(() -> new IllegalArgumentException("there is no project '" + project + "'"))
                    .id());
        }
        return Target.SERVER;
    }

    /** @throws IllegalArgumentException if there is nobody of the name */
    Holder holder(@Nullable String user, @Nullable String group) {
        if (user != null) {
            return Holder.user(userId(directory, user));
        }
        return Holder.group(group(group == null ? "" : group)
                .orElseThrow(() -> new IllegalArgumentException("there is no group '" + group + "'"))
                .name());
    }

    Optional<Group> group(String name) {
        return Optional.ofNullable(groups.get(Directory.folded(name)));
    }

    Collection<Group> allGroups() {
        return groups.values();
    }

    /** Direct permissions on a target. */
    Map<Holder, Permission> on(Target target) {
        return permissions.getOrDefault(target, Map.of());
    }

    ServerState after(Change change, Seed seed) {
        return switch (change) {
            case Change.PermissionSet set -> with(set.target(), set.holders(), set.permission());
            case Change.DefaultSet set -> withDefault(set.project(), set.permission());
            case Change.MembershipSet set -> withMembers(set);
            case Change.UserDeleted deleted -> withoutUser(deleted.id());
            case Change.RepositoryPut put -> with(directory.with(put.repository()));
            case Change.RepositoryDeleted deleted ->
                with(directory.withoutRepository(deleted.id())).without(Target.repository(deleted.id()));
            case Change.ProjectAdded added -> with(directory.withProject(added.project()));
            case Change.ProjectRenamed renamed -> with(directory.withProjectKey(renamed.id(), renamed.key()));
            case Change.ProjectDeleted deleted ->
                with(directory.withoutProject(deleted.id()))
                        .without(Target.project(deleted.id()))
                        .withDefault(deleted.id(), null);
            case Change.Reset reset -> ServerState.of(seed);
        };
    }

    ServerState with(Target target, List<Holder> holders, @Nullable Permission permission) {
        Map<Holder, Permission> rows = new HashMap<>(on(target));
        for (Holder holder : holders) {
            if (permission == null) {
                rows.remove(holder);
            } else {
                rows.put(holder, permission);
            }
        }
        Map<Target, Map<Holder, Permission>> all = new HashMap<>(permissions);
        all.put(target, rows);
        return new ServerState(directory, groups, all, defaults);
    }

    ServerState withDefault(int project, @Nullable Permission permission) {
        Map<Integer, Permission> all = new HashMap<>(defaults);
        if (permission == null) {
            all.remove(project);
        } else {
            all.put(project, permission);
        }
        return new ServerState(directory, groups, permissions, all);
    }

    private ServerState withMembers(Change.MembershipSet set) {
        Map<String, Group> all = new TreeMap<>(groups);
        all.computeIfPresent(set.group(), (key, group) -> {
            Set<Integer> members = new TreeSet<>(group.members());
            if (set.member()) {
                members.addAll(set.users());
            } else {
                set.users().forEach(members::remove);
            }
            return new Group(group.name(), members);
        });
        return new ServerState(directory, all, permissions, defaults);
    }

    private ServerState withoutUser(int id) {
        Map<String, Group> all = new TreeMap<>();
        groups.forEach((key, group) -> {
            Set<Integer> members = new TreeSet<>(group.members());
            members.remove(id);
            all.put(key, new Group(group.name(), members));
        });
        Map<Target, Map<Holder, Permission>> others = new HashMap<>();
        permissions.forEach((target, rows) -> {
            Map<Holder, Permission> left = new HashMap<>(rows);
            left.remove(Holder.user(id));
            others.put(target, left);
        });
        return new ServerState(directory.withoutUser(id), all, others, defaults);
    }

    private ServerState with(Directory changed) {
        return new ServerState(changed, groups, permissions, defaults);
    }

    private ServerState without(Target target) {
        Map<Target, Map<Holder, Permission>> others = new HashMap<>(permissions);
        others.remove(target);
        return new ServerState(directory, groups, others, defaults);
    }
}
