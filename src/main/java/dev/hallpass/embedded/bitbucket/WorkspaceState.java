package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.ChangeJournal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The workspace now. Reads take no lock; changes are made one after the other, in the journal first. */
final class WorkspaceState implements AutoCloseable {

    private final Seed seed;
    private final Clock clock;
    private final ChangeJournal<Change> journal;
    private final Permissions permissions;
    private final ReentrantLock changes = new ReentrantLock();
    private final Supplier<Duration> staleness;
    private volatile Directory directory;

    /** @param staleness how old answers can be now, so that quick successive changes are all hidden by it */
    WorkspaceState(Seed seed, ChangeJournal<Change> journal, Clock clock, Supplier<Duration> staleness) {
        this.seed = seed;
        this.journal = journal;
        this.clock = clock;
        this.staleness = staleness;
        this.permissions = new Permissions(clock);
        this.directory = new Directory(seed);
        plantPermissions();
        journal.found().forEach(this::apply);
    }

    Directory directory() {
        return directory;
    }

    Permissions permissions() {
        return permissions;
    }

    EffectiveLevels effective(Duration age) {
        return new EffectiveLevels(directory, permissions, age);
    }

    void setPermission(Target target, Holder holder, Level level) {
        change(new Change.PermissionSet(clock.instant(), target, holder, level));
    }

    void deleteUser(String uuid) {
        change(new Change.UserDeleted(clock.instant(), uuid));
    }

    void renameRepository(String uuid, String slug) {
        change(new Change.RepositoryRenamed(clock.instant(), uuid, slug));
    }

    void deleteRepository(String uuid) {
        change(new Change.RepositoryDeleted(clock.instant(), uuid));
    }

    void reset() {
        change(new Change.Reset(clock.instant()));
    }

    private void change(Change change) {
        changes.lock();
        try {
            journal.append(change);
            apply(change);
        } finally {
            changes.unlock();
        }
    }

    private void apply(Change change) {
        switch (change) {
            case Change.PermissionSet set ->
                permissions.set(set.target(), set.holder(), set.level(), set.at(), staleness.get());
            case Change.UserDeleted deleted -> {
                directory = new Directory(directory.seed().withoutUser(deleted.uuid()));
                permissions.removeHolder(Holder.user(deleted.uuid()));
            }
            case Change.RepositoryRenamed renamed ->
                directory = new Directory(directory.seed().withSlug(renamed.uuid(), renamed.slug()));
            case Change.RepositoryDeleted deleted -> {
                directory = new Directory(directory.seed().withoutRepository(deleted.uuid()));
                permissions.removeTarget(Target.repository(deleted.uuid()));
            }
            case Change.Reset reset -> {
                permissions.clear();
                directory = new Directory(seed);
                plantPermissions();
            }
        }
    }

    private void plantPermissions() {
        for (Seed.Permission permission : seed.permissions()) {
            permissions.set(target(permission), holder(permission), level(permission), Instant.MIN, Duration.ZERO);
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

    @Override
    public void close() {
        changes.lock();
        try {
            journal.close();
        } finally {
            changes.unlock();
        }
    }
}
