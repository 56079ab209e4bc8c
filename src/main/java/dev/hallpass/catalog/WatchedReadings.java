package dev.hallpass.catalog;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.CredentialStatus;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Has the permissions on watched resources read again, as often as the rate budget allows and no more. */
@Component
public class WatchedReadings {

    /** Watched resources take no more than this part of all calls: the others are for people, lists and turns. */
    private static final int PART_OF_BUDGET = 4;

    /** What a reading takes: the users and the groups that a resource was given to. */
    private static final int CALLS = 2;

    private final JdbcClient jdbc;
    private final Clock clock;

    WatchedReadings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Puts those among the wanted ones whose last reading is long enough ago. Joins the caller's transaction.
     *
     * @param watched all resources of the application that are watched
     * @param interval how often each is to be read at most
     * @return how many are wanted now that were not before
     */
    public int wantAgain(Connector connector, Collection<ResourceId> watched, Duration interval) {
        if (watched.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        return jdbc.sql("""
            insert into resource_reading (resource_id, application, kind, wanted_since)
            select id, application, kind, ? from resource where id = any (?::uuid[]) and vanished_at is null
            on conflict (resource_id) do update set wanted_since = excluded.wanted_since
            where resource_reading.wanted_since is null
              and (resource_reading.attempted_at is null or resource_reading.attempted_at <= ?)
            """)
                .params(
                        Timestamp.from(now),
                        watched.stream().map(ResourceId::toString).toArray(String[]::new),
                        Timestamp.from(now.minus(spacing(connector, watched.size(), interval))))
                .update();
    }

    /** The time between two readings of one of so many watched resources. */
    static Duration spacing(Connector connector, int watched, Duration interval) {
        int budget = connector.credentials().stream()
                .mapToInt(CredentialStatus::callsPerHour)
                .sum();
        if (budget == 0) {
            return interval;
        }
        Duration affordable = Duration.ofHours(1)
                .multipliedBy((long) watched * CALLS * PART_OF_BUDGET)
                .dividedBy(budget);
        return affordable.compareTo(interval) > 0 ? affordable : interval;
    }
}
