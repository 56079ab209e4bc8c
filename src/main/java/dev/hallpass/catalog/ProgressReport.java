package dev.hallpass.catalog;

import dev.hallpass.catalog.DiscoveryState.ListPhase;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.Urgency;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says how far the reading of an application is, and how long it will take still. */
@Component
class ProgressReport {

    private final DiscoveryStates states;
    private final JdbcClient jdbc;
    private final Clock clock;

    ProgressReport(DiscoveryStates states, JdbcClient jdbc, Clock clock) {
        this.states = states;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Counts(int all, int read, int unreadable, int groupsLeft) {}

    DiscoveryProgress of(Connector connector) {
        DiscoveryState state =
                states.find(connector.application()).orElseGet(() -> new DiscoveryState(connector.application(), 0));
        Counts counts = counts(state);
        DiscoveryPhase phase = phase(state, counts);
        boolean lists = state.phase != ListPhase.WAITING;
        Instant paused = state.pausedUntil;
        return new DiscoveryProgress(
                state.application,
                phase,
                state.kind,
                lists ? state.phaseDone : counts.read(),
                lists ? state.phaseTotal : Integer.valueOf(counts.all()),
                counts.read(),
                counts.all(),
                state.fullCalls,
                state.fullStartedAt,
                timeLeft(state, counts, connector),
                paused != null && paused.isAfter(clock.instant()) ? paused : null,
                state.fullCompleteAt,
                state.listsCompleteAt,
                counts.unreadable(),
                state.problem);
    }

    private static DiscoveryPhase phase(DiscoveryState state, Counts counts) {
        return switch (state.phase) {
            case RESOURCES -> DiscoveryPhase.RESOURCES;
            case ACCOUNTS -> DiscoveryPhase.ACCOUNTS;
            case PRESENCE -> DiscoveryPhase.PRESENCE;
            case WAITING -> {
                if (!state.fullRunning) {
                    yield DiscoveryPhase.WATCHING;
                }
                if (!state.listsAreDone()) {
                    yield DiscoveryPhase.RESOURCES;
                }
                yield counts.groupsLeft() > 0 ? DiscoveryPhase.MEMBERS : DiscoveryPhase.PERMISSIONS;
            }
        };
    }

    private Counts counts(DiscoveryState state) {
        Timestamp since = state.fullStartedAt == null ? null : Timestamp.from(state.fullStartedAt);
        return jdbc.sql("""
            select count(*), count(*) filter (where attempted_at >= ?), count(*) filter (where problem is not null),
              count(*) filter (where kind = 'GROUP' and (attempted_at is null or attempted_at < ?))
            from resource_reading where application = ?
            """)
                .params(Arrays.asList(since, since, state.application))
                .query((row, number) -> new Counts(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)))
                .single();
    }

    /** By the calls that are left and the budget, and not less than by the speed up to now. */
    private @Nullable Duration timeLeft(DiscoveryState state, Counts counts, Connector connector) {
        Instant started = state.fullStartedAt;
        if (!state.fullRunning || started == null) {
            return null;
        }
        int left = counts.all() - counts.read();
        boolean lists = !state.listsAreDone();
        if (left == 0 && lists && state.listsCost == 0) {
            // Nobody knows yet how large the application is.
            return null;
        }
        double perReading =
                state.fullDone == 0 ? 1 : Math.max(1, (double) (state.fullCalls - state.passCalls) / state.fullDone);
        long calls = Math.round(left * perReading) + (lists ? Math.max(1, state.listsCost - state.passCalls) : 0);
        Duration byBudget = connector.timeFor(Math.toIntExact(Math.min(calls, Integer.MAX_VALUE)), Urgency.BACKGROUND);
        Duration gone = Duration.between(started, clock.instant());
        Duration bySpeed = state.fullCalls == 0
                ? Duration.ZERO
                : Duration.ofMillis(Math.round((double) gone.toMillis() / state.fullCalls * calls));
        return byBudget.compareTo(bySpeed) > 0 ? byBudget : bySpeed;
    }
}
