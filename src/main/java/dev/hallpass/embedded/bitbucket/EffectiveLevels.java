package dev.hallpass.embedded.bitbucket;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What users may do in the end: the highest of what they hold themselves, through groups, through the project, as
 * owners of the workspace, or because the repository is public. Always computed, never stored. For one request, by one
 * thread.
 */
final class EffectiveLevels {

    private final Directory directory;
    private final Permissions permissions;
    private final Memberships memberships;
    private final Duration age;
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Map<String, Set<String>> groups = new HashMap<>();
    private final Map<String, Map<String, Level>> projects = new HashMap<>();

    EffectiveLevels(Directory directory, Permissions permissions, Memberships memberships, Duration age) {
        this.directory = directory;
        this.permissions = permissions;
        this.memberships = memberships;
        this.age = age;
    }

    Level of(Seed.User user, Seed.Repository repository) {
        Level level = granted(user, Target.repository(repository.uuid()));
        Level inherited = directory
                .project(repository.project())
                .map(project -> granted(user, Target.project(project.uuid())).onRepository())
                .orElse(Level.NONE);
        Level byVisibility = repository.isPrivate() ? Level.NONE : Level.READ;
        return level.orHigher(inherited).orHigher(byVisibility);
    }

    Level of(Seed.User user, Seed.Project project) {
        return granted(user, Target.project(project.uuid()));
    }

    /** Everybody in the workspace with access to a repository, by UUID; the same as asking for each, but quicker. */
    SortedMap<String, Level> on(Seed.Repository repository) {
        SortedMap<String, Level> levels = new TreeMap<>();
        given(Target.repository(repository.uuid()), levels);
        directory
                .project(repository.project())
                .ifPresent(project -> projects.computeIfAbsent(project.uuid(), uuid -> {
                            Map<String, Level> inherited = new HashMap<>();
                            given(Target.project(uuid), inherited);
                            return inherited;
                        })
                        .forEach((uuid, level) -> levels.merge(uuid, level.onRepository(), Level::orHigher)));
        for (Seed.User member : directory.members()) {
            if (member.isOwner()) {
                levels.put(member.uuid(), Level.ADMIN);
            } else if (!repository.isPrivate()) {
                levels.merge(member.uuid(), Level.READ, Level::orHigher);
            }
        }
        levels.keySet().removeIf(uuid -> !isMember(uuid));
        return levels;
    }

    /** Users who take a seat: owners, and those who hold anything that is not open to everybody. */
    Set<String> seats() {
        Map<String, Level> holders = new HashMap<>();
        Set<Target> targets = new HashSet<>();
        permissions.each((target, holder, level) -> targets.add(target));
        targets.forEach(target -> given(target, holders));
        directory.members().stream()
                .filter(Seed.User::isOwner)
                .forEach(owner -> holders.put(owner.uuid(), Level.ADMIN));
        holders.keySet().removeIf(uuid -> !isMember(uuid));
        return holders.keySet();
    }

    private void given(Target target, Map<String, Level> levels) {
        permissions.each(target, age, (on, holder, level) -> {
            if (holder.kind() == Holder.Kind.USER) {
                levels.merge(holder.id(), level, Level::orHigher);
            } else {
                membersOf(holder.id()).forEach(uuid -> levels.merge(uuid, level, Level::orHigher));
            }
        });
    }

    private Level granted(Seed.User user, Target target) {
        if (!user.isMember()) {
            return Level.NONE;
        }
        if (user.isOwner()) {
            return Level.ADMIN;
        }
        Level level = permissions.level(target, Holder.user(user.uuid()), age);
        for (String group : groupsOf(user.uuid())) {
            level = level.orHigher(permissions.level(target, Holder.group(group), age));
        }
        return level;
    }

    private Set<String> membersOf(String group) {
        return members.computeIfAbsent(group, slug -> memberships.members(slug, age));
    }

    private Set<String> groupsOf(String user) {
        return groups.computeIfAbsent(user, uuid -> memberships.groups(uuid, age));
    }

    private boolean isMember(String uuid) {
        return directory.user(uuid).filter(Seed.User::isMember).isPresent();
    }
}
