package dev.hallpass.embedded.bitbucket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Who is in which group, by the group's slug and the user's UUID, to be asked from both sides. */
final class Memberships {

    private final Clock clock;
    private final ConcurrentMap<String, ConcurrentMap<String, Dated<Boolean>>> byGroup = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, ConcurrentMap<String, Dated<Boolean>>> byUser = new ConcurrentHashMap<>();

    Memberships(Clock clock) {
        this.clock = clock;
    }

    /** Changes are made one after the other; the owner takes care. */
    void set(String group, String user, boolean member, Instant at, Duration staleness) {
        Map<String, Dated<Boolean>> members = byGroup.computeIfAbsent(group, key -> new ConcurrentHashMap<>(4));
        Dated<Boolean> changed =
                Dated.changed(members.get(user), false, member, at, at.equals(Instant.MIN) ? at : at.minus(staleness));
        members.put(user, changed);
        byUser.computeIfAbsent(user, key -> new ConcurrentHashMap<>(4)).put(group, changed);
    }

    void removeUser(String user) {
        Map<String, Dated<Boolean>> groups = byUser.remove(user);
        if (groups != null) {
            groups.keySet()
                    .forEach(group -> byGroup.getOrDefault(group, new ConcurrentHashMap<>())
                            .remove(user));
        }
    }

    void removeGroup(String group) {
        Map<String, Dated<Boolean>> members = byGroup.remove(group);
        if (members != null) {
            members.keySet()
                    .forEach(user ->
                            byUser.getOrDefault(user, new ConcurrentHashMap<>()).remove(group));
        }
    }

    void clear() {
        byGroup.clear();
        byUser.clear();
    }

    /** The members' UUIDs in their order. */
    SortedSet<String> members(String group, Duration staleness) {
        return present(byGroup.get(group), staleness);
    }

    /** The groups' slugs in their order. */
    SortedSet<String> groups(String user, Duration staleness) {
        return present(byUser.get(user), staleness);
    }

    private SortedSet<String> present(@Nullable Map<String, Dated<Boolean>> rows, Duration staleness) {
        SortedSet<String> present = new TreeSet<>();
        if (rows != null) {
            Instant time = staleness.isZero() ? Instant.MAX : clock.instant().minus(staleness);
            rows.forEach((id, row) -> {
                if (row.seenAt(time)) {
                    present.add(id);
                }
            });
        }
        return present;
    }
}
