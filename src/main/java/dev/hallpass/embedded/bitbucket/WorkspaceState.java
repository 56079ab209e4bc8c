package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.ChangeJournal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/** The workspace now. Reads take no lock; changes are made one after the other, in the journal first. */
final class WorkspaceState implements AutoCloseable {

    private final Seed seed;
    private final Clock clock;
    private final ChangeJournal<Change> journal;
    private final Permissions permissions;
    private final Memberships memberships;
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
        this.memberships = new Memberships(clock);
        this.directory = new Directory(seed);
        plant();
        journal.found().forEach(this::apply);
    }

    Directory directory() {
        return directory;
    }

    Permissions permissions() {
        return permissions;
    }

    Memberships memberships() {
        return memberships;
    }

    EffectiveLevels effective(Duration age) {
        return new EffectiveLevels(directory, permissions, memberships, age);
    }

    void setPermission(Target target, Holder holder, Level level) {
        change(at -> new Change.PermissionSet(at, target, holder, level));
    }

    void setMembership(String group, String user, boolean member) {
        change(at -> new Change.MembershipSet(at, group, user, member));
    }

    void reset() {
        change(Change.Reset::new);
    }

    /** @throws IllegalArgumentException if the size makes no sense */
    void generate(WorkspaceSize size) {
        GeneratedWorkspace.of(size, seed.workspace());
        change(at -> new Change.Generated(at, size));
    }

    /** Makes a change at the present instant. */
    void change(Function<Instant, Change> made) {
        changes.lock();
        try {
            Change change = made.apply(clock.instant());
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
            case Change.MembershipSet set ->
                memberships.set(set.group(), set.user(), set.member(), set.at(), staleness.get());
            case Change.UserSet set -> directory = directory.with(set.user());
            case Change.UserLeft left -> leave(left);
            case Change.UserDeleted deleted -> {
                directory = directory.withoutUser(deleted.uuid());
                permissions.removeHolder(Holder.user(deleted.uuid()));
                memberships.removeUser(deleted.uuid());
            }
            case Change.GroupSet set -> directory = directory.with(set.group());
            case Change.GroupDeleted deleted -> {
                directory = directory.withoutGroup(deleted.slug());
                permissions.removeHolder(Holder.group(deleted.slug()));
                memberships.removeGroup(deleted.slug());
            }
            case Change.ProjectSet set -> directory = directory.with(set.project());
            case Change.ProjectDeleted deleted -> {
                directory = directory.withoutProject(deleted.uuid());
                permissions.removeTarget(Target.project(deleted.uuid()));
            }
            case Change.RepositorySet set -> directory = directory.with(set.repository());
            case Change.RepositoryRenamed renamed ->
                directory = directory
                        .repository(renamed.uuid())
                        .map(repository -> directory.with(repository.at(renamed.slug())))
                        .orElse(directory);
            case Change.RepositoryDeleted deleted -> {
                directory = directory.withoutRepository(deleted.uuid());
                permissions.removeTarget(Target.repository(deleted.uuid()));
            }
            case Change.TokenSet set -> directory = directory.with(set.token());
            case Change.TokenRevoked revoked -> directory = directory.withoutToken(revoked.token());
            case Change.Generated generated -> grow(generated.size());
            case Change.Reset reset -> {
                permissions.clear();
                memberships.clear();
                directory = new Directory(seed);
                plant();
            }
        }
    }

    private void leave(Change.UserLeft left) {
        directory.user(left.uuid()).ifPresent(user -> directory = directory.with(user.as(null)));
        memberships.removeUser(left.uuid());
        if (!left.permissionsStay()) {
            permissions.removeHolder(Holder.user(left.uuid()));
        }
    }

    private void plant() {
        new SeedPlanting(directory, permissions, memberships).plant(seed);
        if (seed.generate() != null) {
            grow(seed.generate());
        }
    }

    private void grow(WorkspaceSize size) {
        Seed more = GeneratedWorkspace.of(size, seed.workspace());
        directory = directory.withAll(more);
        new SeedPlanting(directory, permissions, memberships).plant(more);
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
