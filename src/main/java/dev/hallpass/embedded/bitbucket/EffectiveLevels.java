package dev.hallpass.embedded.bitbucket;

import java.time.Duration;
import java.util.Collection;

/**
 * What users may do in the end: the highest of what they hold themselves, through groups, through the project, as
 * owners of the workspace, or because the repository is public. Always computed, never stored.
 */
final class EffectiveLevels {

    private final Directory directory;
    private final Permissions permissions;
    private final Duration age;

    EffectiveLevels(Directory directory, Permissions permissions, Duration age) {
        this.directory = directory;
        this.permissions = permissions;
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

    /** Users who take a seat: those who hold anything that is not open to everybody. */
    long seatsTaken() {
        return directory.members().stream().filter(this::takesSeat).count();
    }

    boolean takesSeat(Seed.User user) {
        Collection<Seed.Repository> repositories = directory.seed().repositories();
        return repositories.stream().anyMatch(repository -> {
            Target project = directory
                    .project(repository.project())
                    .map(found -> Target.project(found.uuid()))
                    .orElseThrow();
            return granted(user, Target.repository(repository.uuid())) != Level.NONE
                    || granted(user, project) != Level.NONE;
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
        for (Seed.Group group : directory.groupsOf(user)) {
            level = level.orHigher(permissions.level(target, Holder.group(group.slug()), age));
        }
        return level;
    }
}
