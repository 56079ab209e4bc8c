package dev.hallpass.embedded.bitbucket;

import java.time.Duration;
import java.time.Instant;

/** Gives the permissions and memberships of a seed, as they have always been. */
final class SeedPlanting {

    private final Directory directory;
    private final Permissions permissions;
    private final Memberships memberships;

    SeedPlanting(Directory directory, Permissions permissions, Memberships memberships) {
        this.directory = directory;
        this.permissions = permissions;
        this.memberships = memberships;
    }

    /** @throws IllegalArgumentException if something refers to nothing */
    void plant(Seed seed) {
        for (Seed.Permission permission : seed.permissions()) {
            permissions.set(target(permission), holder(permission), level(permission), Instant.MIN, Duration.ZERO);
        }
        for (Seed.Group group : seed.groups()) {
            for (String account : group.members()) {
                Seed.User user = directory
                        .user(account)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "the seed has a member of a group who is nobody: " + account));
                memberships.set(group.slug(), user.uuid(), true, Instant.MIN, Duration.ZERO);
            }
        }
    }

    private Target target(Seed.Permission permission) {
        if (permission.repository() != null) {
            return directory
                    .repository(permission.repository())
                    .map(repository -> Target.repository(repository.uuid()))
                    .orElseThrow(() -> unknown(permission));
        }
        if (permission.project() != null) {
            return directory
                    .project(permission.project())
                    .map(project -> Target.project(project.uuid()))
                    .orElseThrow(() -> unknown(permission));
        }
        throw unknown(permission);
    }

    private Holder holder(Seed.Permission permission) {
        if (permission.user() != null) {
            return directory
                    .user(permission.user())
                    .map(user -> Holder.user(user.uuid()))
                    .orElseThrow(() -> unknown(permission));
        }
        if (permission.group() != null) {
            return directory
                    .group(permission.group())
                    .map(group -> Holder.group(group.slug()))
                    .orElseThrow(() -> unknown(permission));
        }
        throw unknown(permission);
    }

    private static Level level(Seed.Permission permission) {
        return Level.parse(permission.permission()).orElseThrow(() -> unknown(permission));
    }

    private static IllegalArgumentException unknown(Seed.Permission permission) {
        return new IllegalArgumentException("the seed has a permission that refers to nothing: " + permission);
    }
}
