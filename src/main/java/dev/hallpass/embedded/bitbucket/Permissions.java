package dev.hallpass.embedded.bitbucket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The explicit permissions, one level for each target and holder. Each row also remembers the level before its last
 * change, so that a read can be answered from the past.
 */
final class Permissions {

    private record Row(Level level, Level previous, Instant changedAt) {

        Level seenAt(Instant time) {
            return time.isBefore(changedAt) ? previous : level;
        }
    }

    private final Clock clock;
    private final ConcurrentMap<Target, ConcurrentMap<Holder, Row>> rows = new ConcurrentHashMap<>();

    Permissions(Clock clock) {
        this.clock = clock;
    }

    void set(Target target, Holder holder, Level level, Instant at, Duration staleness) {
        rows.computeIfAbsent(target, key -> new ConcurrentHashMap<>()).compute(holder, (key, row) -> {
            Level visible = row == null ? Level.NONE : row.seenAt(at.minus(staleness));
            return new Row(level, visible, at);
        });
    }

    void removeHolder(Holder holder) {
        rows.values().forEach(byHolder -> byHolder.remove(holder));
    }

    void removeTarget(Target target) {
        rows.remove(target);
    }

    void clear() {
        rows.clear();
    }

    /** @param staleness how old the answer may be; nothing for the truth */
    Level level(Target target, Holder holder, Duration staleness) {
        Map<Holder, Row> byHolder = rows.get(target);
        Row row = byHolder == null ? null : byHolder.get(holder);
        return row == null ? Level.NONE : row.seenAt(seen(staleness));
    }

    /** The ids of all holders of a kind with their levels, in the order of the ids; {@code none} is left out. */
    SortedMap<String, Level> levels(Target target, Holder.Kind kind, Duration staleness) {
        SortedMap<String, Level> levels = new TreeMap<>();
        Instant time = seen(staleness);
        Map<Holder, Row> byHolder = rows.get(target);
        if (byHolder != null) {
            byHolder.forEach((holder, row) -> {
                Level level = row.seenAt(time);
                if (holder.kind() == kind && level != Level.NONE) {
                    levels.put(holder.id(), level);
                }
            });
        }
        return levels;
    }

    private Instant seen(Duration staleness) {
        return staleness.isZero() ? Instant.MAX : clock.instant().minus(staleness);
    }
}
