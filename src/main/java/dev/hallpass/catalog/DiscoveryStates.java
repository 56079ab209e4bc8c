package dev.hallpass.catalog;

import dev.hallpass.connector.ResourceKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far the reading of each application is, as rows. One instance reads an application at a time: it holds a lease
 * that it renews with each page. A lease that ends too early does no harm: whoever has read the state before somebody
 * else changed it cannot store what it read.
 */
@Component
class DiscoveryStates {

    /** As long as one call may take with all its attempts; after a crash somebody else takes over this much later. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final UUID me = UUID.randomUUID();

    DiscoveryStates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Somebody else has changed the state, or reads the application now. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Overtaken(String application) {
            super("Somebody else reads " + application + " now");
        }
    }

    /** Makes this instance the one that reads the application, unless another one is. */
    boolean take(String application) {
        Instant now = clock.instant();
        introduce(application);
        return jdbc.sql("""
            update discovery set lease_owner = ?, lease_until = ?
            where application = ? and (lease_owner is null or lease_owner = ? or lease_until <= ?)
            """)
                        .params(me, Timestamp.from(now.plus(LEASE)), application, me, Timestamp.from(now))
                        .update()
                > 0;
    }

    /** Lets others read the application at once. */
    void release(String application) {
        jdbc.sql("update discovery set lease_owner = null, lease_until = null where application = ? and"
                        + " lease_owner = ?")
                .params(application, me)
                .update();
    }

    /** The state, which nobody else changes before the caller's transaction ends. */
    DiscoveryState lock(String application) {
        introduce(application);
        return jdbc.sql("select * from discovery where application = ? for update")
                .param(application)
                .query(DiscoveryStates::state)
                .single();
    }

    private void introduce(String application) {
        jdbc.sql("insert into discovery (application, full_started_at) values (?, ?) on conflict do nothing")
                .params(application, Timestamp.from(clock.instant()))
                .update();
    }

    Optional<DiscoveryState> find(String application) {
        return jdbc.sql("select * from discovery where application = ?")
                .param(application)
                .query(DiscoveryStates::state)
                .optional();
    }

    /**
     * Stores the state and renews the lease, in the caller's transaction.
     *
     * @throws Overtaken if it was changed since it was read, or the lease is somebody else's
     */
    void save(DiscoveryState state) {
        write(state, true);
    }

    /** Stores a locked state with what somebody wishes for, whoever is reading: a page being read now is read again. */
    void wish(DiscoveryState state) {
        write(state, false);
    }

    private void write(DiscoveryState state, boolean reading) {
        int stored = jdbc.sql("""
            update discovery set version = version + 1,
              lease_until = case when ? then ? else lease_until end,
              paused_until = ?, failures = ?, problem = ?, phase = ?, kind = ?, cursor = ?, incomplete = ?::text[],
              phase_done = ?, phase_total = ?, pass_started_at = ?, pass_found = ?, pass_changed = ?, pass_vanished = ?,
              pass_calls = ?, lists_wanted = ?, lists_complete_at = ?, lists_cost = ?, accounts_complete_at = ?,
              reading_resource = ?, reading_cursor = ?, reading_started_at = ?, next_turn_at = ?, full_running = ?,
              full_started_at = ?, full_complete_at = ?, full_done = ?, full_calls = ?
            where application = ? and version = ? and (not ? or lease_owner = ?)
            """)
                .params(Arrays.asList(
                        reading,
                        Timestamp.from(clock.instant().plus(LEASE)),
                        timestamp(state.pausedUntil),
                        state.failures,
                        state.problem,
                        state.phase.name(),
                        state.kind == null ? null : state.kind.name(),
                        state.cursor,
                        state.incomplete.toArray(String[]::new),
                        state.phaseDone,
                        state.phaseTotal,
                        timestamp(state.passStartedAt),
                        state.passFound,
                        state.passChanged,
                        state.passVanished,
                        state.passCalls,
                        state.listsWanted,
                        timestamp(state.listsCompleteAt),
                        state.listsCost,
                        timestamp(state.accountsCompleteAt),
                        state.readingResource,
                        state.readingCursor,
                        timestamp(state.readingStartedAt),
                        timestamp(state.nextTurnAt),
                        state.fullRunning,
                        timestamp(state.fullStartedAt),
                        timestamp(state.fullCompleteAt),
                        state.fullDone,
                        state.fullCalls,
                        state.application,
                        state.version,
                        reading,
                        me))
                .update();
        if (stored == 0) {
            throw new Overtaken(state.application);
        }
    }

    private static DiscoveryState state(ResultSet row, int number) throws SQLException {
        DiscoveryState state = new DiscoveryState(row.getString("application"), row.getLong("version"));
        state.pausedUntil = instant(row, "paused_until");
        state.failures = row.getInt("failures");
        state.problem = row.getString("problem");
        state.phase = DiscoveryState.ListPhase.valueOf(row.getString("phase"));
        String kind = row.getString("kind");
        state.kind = kind == null ? null : ResourceKind.valueOf(kind);
        state.cursor = row.getString("cursor");
        state.incomplete =
                new TreeSet<>(List.of((String[]) row.getArray("incomplete").getArray()));
        state.phaseDone = row.getInt("phase_done");
        state.phaseTotal = row.getObject("phase_total", Integer.class);
        state.passStartedAt = instant(row, "pass_started_at");
        state.passFound = row.getInt("pass_found");
        state.passChanged = row.getInt("pass_changed");
        state.passVanished = row.getInt("pass_vanished");
        state.passCalls = row.getInt("pass_calls");
        state.listsWanted = row.getBoolean("lists_wanted");
        state.listsCompleteAt = instant(row, "lists_complete_at");
        state.listsCost = row.getInt("lists_cost");
        state.accountsCompleteAt = instant(row, "accounts_complete_at");
        state.readingResource = row.getObject("reading_resource", UUID.class);
        state.readingCursor = row.getString("reading_cursor");
        state.readingStartedAt = instant(row, "reading_started_at");
        state.nextTurnAt = instant(row, "next_turn_at");
        state.fullRunning = row.getBoolean("full_running");
        state.fullStartedAt = instant(row, "full_started_at");
        state.fullCompleteAt = instant(row, "full_complete_at");
        state.fullDone = row.getInt("full_done");
        state.fullCalls = row.getLong("full_calls");
        return state;
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
