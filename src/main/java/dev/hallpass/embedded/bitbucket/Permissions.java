package dev.hallpass.embedded.bitbucket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The explicit permissions, one level for each target and holder. */
final class Permissions {

    /** Takes one explicit permission. */
    interface Row {
        void accept(Target target, Holder holder, Level level);
    }

    private final Clock clock;
    private final ConcurrentMap<Target, ConcurrentMap<Holder, Dated<Level>>> rows = new ConcurrentHashMap<>();

    Permissions(Clock clock) {
        this.clock = clock;
    }

    void set(Target target, Holder holder, Level level, Instant at, Duration staleness) {
        rows.computeIfAbsent(target, key -> new ConcurrentHashMap<>(4))
                .compute(
                        holder,
                        (key, row) -> Dated.changed(
                                row, Level.NONE, level, at, at.equals(Instant.MIN) ? at : at.minus(staleness)));
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
        Map<Holder, Dated<Level>> byHolder = rows.get(target);
        Dated<Level> row = byHolder == null ? null : byHolder.get(holder);
        return row == null ? Level.NONE : row.seenAt(seen(staleness));
    }

    /** The ids of all holders of a kind with their levels, in the order of the ids; {@code none} is left out. */
    SortedMap<String, Level> levels(Target target, Holder.Kind kind, Duration staleness) {
        SortedMap<String, Level> levels = new TreeMap<>();
        each(target, staleness, (on, holder, level) -> {
            if (holder.kind() == kind) {
                levels.put(holder.id(), level);
            }
        });
        return levels;
    }

    /** Every holder of something on a target, in no order. */
    void each(Target target, Duration staleness, Row action) {
        Map<Holder, Dated<Level>> byHolder = rows.get(target);
        if (byHolder != null) {
            Instant time = seen(staleness);
            byHolder.forEach((holder, row) -> {
                Level level = row.seenAt(time);
                if (level != Level.NONE) {
                    action.accept(target, holder, level);
                }
            });
        }
    }

    /** Every explicit permission as it is, in no order. */
    void each(Row action) {
        rows.keySet().forEach(target -> each(target, Duration.ZERO, action));
    }

    private Instant seen(Duration staleness) {
        return staleness.isZero() ? Instant.MAX : clock.instant().minus(staleness);
    }
}
