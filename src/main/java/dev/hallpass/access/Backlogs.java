package dev.hallpass.access;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.Connectors;
import dev.hallpass.connector.CredentialStatus;
import dev.hallpass.connector.Urgency;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows how much waits in each application, and how long it will take. */
@Component
public class Backlogs {

    private final JdbcClient jdbc;
    private final Connectors connectors;
    private final LedgerPace pace;
    private final AccessSettings settings;
    private final Clock clock;

    Backlogs(JdbcClient jdbc, Connectors connectors, LedgerPace pace, AccessSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.connectors = connectors;
        this.pace = pace;
        this.settings = settings;
        this.clock = clock;
    }

    /** What the database tells of one urgency. */
    private record Waiting(
            Urgency urgency,
            int grants,
            int failing,
            int pairs,
            @Nullable Instant oldestDue,
            @Nullable Instant triedAgain,
            int forCalls,
            int pairsForCalls,
            @Nullable Instant callsTriedAgain) {}

    /**
     * What waits in an application now.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public Backlog of(String application) {
        Connector connector = connectors.forApplication(application);
        Instant now = clock.instant();
        int failing = 0;
        int calls = 0;
        Duration worked = Duration.ZERO;
        List<Backlog.Part> parts = new ArrayList<>();
        for (Waiting one : waiting(application, now)) {
            failing += one.urgency() == Urgency.REVOCATION ? one.failing() : 0;
            LedgerPace.Pace each = pace.of(application, one.urgency());
            int own = (int) Math.ceil(one.pairs() * each.calls());
            Instant callsUntil = callsUntil(one, connector, calls + each.calls() * one.pairsForCalls(), now);
            calls += own;
            worked = worked.plus(timeToWork(one.pairs(), each));
            Duration expected = longest(
                    connector.timeFor(calls, one.urgency()),
                    worked,
                    one.triedAgain() == null ? Duration.ZERO : Duration.between(now, one.triedAgain()));
            parts.add(new Backlog.Part(
                    one.urgency(),
                    one.grants(),
                    one.pairs(),
                    one.oldestDue(),
                    own,
                    expected,
                    one.forCalls(),
                    callsUntil));
        }
        int left = connector.credentials().stream()
                .mapToInt(CredentialStatus::callsLeft)
                .sum();
        return new Backlog(failing, left, parts);
    }

    private Duration timeToWork(int pairs, LedgerPace.Pace each) {
        int atOnce = Math.min(settings.parallelism(), settings.applicationParallelism());
        return Duration.ofMillis((long) Math.ceil(Math.ceil(pairs / (double) atOnce) * each.seconds() * 1000));
    }

    /** What goes before takes its calls first; and who waits is not tried again as soon as there are any. */
    private static @Nullable Instant callsUntil(Waiting one, Connector connector, double calls, Instant now) {
        Instant triedAgain = one.callsTriedAgain();
        if (triedAgain == null) {
            return null;
        }
        Instant thereAre = now.plus(connector.timeFor((int) Math.ceil(calls), one.urgency()));
        return triedAgain.isAfter(thereAre) ? triedAgain : thereAre;
    }

    private static Duration longest(Duration... times) {
        Duration longest = Duration.ZERO;
        for (Duration time : times) {
            longest = time.compareTo(longest) > 0 ? time : longest;
        }
        return longest;
    }

    /** Revocations first; a grant whose time is up waits to be taken back, whoever has noticed it or not. */
    private List<Waiting> waiting(String application, Instant now) {
        return jdbc.sql("""
            select case g.state when 'PROVISIONING' then 'GRANT' else 'REVOCATION' end as urgency,
              count(*) as grants,
              count(*) filter (where g.failed_attempts > 0) as failing,
              count(distinct (g.resource_id, g.account)) as pairs,
              min(case when g.state = 'PROVISIONING' then g.opened_at
                       when g.end_reason = 'EXPIRED' or g.revoking_since is null then g.expires_at
                       else g.revoking_since end) as oldest_due,
              max(g.next_attempt_at) filter (where g.failed_attempts > 0) as tried_again,
              count(*) filter (where g.waits_for_calls) as for_calls,
              count(distinct (g.resource_id, g.account)) filter (where g.waits_for_calls) as pairs_for_calls,
              max(g.next_attempt_at) filter (where g.waits_for_calls) as calls_tried_again
            from access_grant g join resource r on r.id = g.resource_id
            where r.application = ? and (g.state in ('PROVISIONING', 'REVOKING')
              or g.state = 'ACTIVE' and g.expires_at <= ?)
            group by 1 order by 1 desc
            """)
                .params(application, Timestamp.from(now))
                .query((row, number) -> new Waiting(
                        Urgency.valueOf(row.getString("urgency")),
                        row.getInt("grants"),
                        row.getInt("failing"),
                        row.getInt("pairs"),
                        instant(row.getTimestamp("oldest_due")),
                        instant(row.getTimestamp("tried_again")),
                        row.getInt("for_calls"),
                        row.getInt("pairs_for_calls"),
                        instant(row.getTimestamp("calls_tried_again"))))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
