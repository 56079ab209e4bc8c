package dev.hallpass.catalog;

import dev.hallpass.connector.Connector;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose turn it is to have its permissions read. */
@Component
class ReadingOrder {

    /** How often those who know are asked which resources are watched. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    private static final List<String> KINDS = List.of("GROUP", "WORKSPACE", "PROJECT", "REPOSITORY");

    static final String WANTED = """
        select resource_id from resource_reading where application = ? and wanted_since is not null
        order by wanted_since limit 1
        """;

    static final String FIRST_OF_KIND = """
        select resource_id, attempted_at from resource_reading where application = ? and kind = ?
        order by attempted_at nulls first, resource_id limit 1
        """;

    static final String OLDEST = """
        select r.resource_id from unnest(array['GROUP', 'WORKSPACE', 'PROJECT', 'REPOSITORY']) k
        cross join lateral (select resource_id, attempted_at from resource_reading
          where application = ? and kind = k and attempted_at < ?
          order by attempted_at nulls first, resource_id limit 1) r
        order by r.attempted_at limit 1
        """;

    private final JdbcClient jdbc;
    private final CatalogSettings settings;
    private final ObjectProvider<WatchedResources> watched;
    private final Map<String, Instant> lookedAt = new ConcurrentHashMap<>();

    ReadingOrder(JdbcClient jdbc, CatalogSettings settings, ObjectProvider<WatchedResources> watched) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.watched = watched;
    }

    /** What somebody wants read, longest waiting first. */
    Optional<ResourceId> wanted(String application) {
        return jdbc.sql(WANTED)
                .param(application)
                .query((row, number) -> new ResourceId(row.getObject(1, UUID.class)))
                .optional();
    }

    /** Puts those watched resources that were not read for long among the wanted ones. */
    void wantWatched(Connector connector, Instant now) {
        String application = connector.application();
        Instant last = lookedAt.get(application);
        if (last != null && now.isBefore(last.plus(LOOK)) && !now.isBefore(last)) {
            return;
        }
        lookedAt.put(application, now);
        List<String> ids = new ArrayList<>();
        watched.orderedStream()
                .map(each -> each.of(application))
                .flatMap(Collection::stream)
                .forEach(each -> ids.add(each.toString()));
        if (!ids.isEmpty()) {
            jdbc.sql("""
                update resource_reading set wanted_since = ? where resource_id = any (?::uuid[]) and wanted_since is null
                  and attempted_at < ?
                """)
                    .params(
                            Timestamp.from(now),
                            ids.toArray(String[]::new),
                            Timestamp.from(now.minus(
                                    WatchedReadings.spacing(connector, ids.size(), settings.watchedInterval()))))
                    .update();
        }
    }

    /**
     * The next that was never read, or not since then: groups, then from the top down, for what is above counts for much.
     */
    Optional<ResourceId> notReadSince(String application, @Nullable Instant since) {
        for (String kind : KINDS) {
            Optional<ResourceId> next = jdbc.sql(FIRST_OF_KIND)
                    .params(application, kind)
                    .query((row, number) -> {
                        Timestamp attempted = row.getTimestamp(2);
                        boolean due = attempted == null
                                || (since != null && attempted.toInstant().isBefore(since));
                        return due
                                ? Optional.of(new ResourceId(row.getObject(1, UUID.class)))
                                : Optional.<ResourceId>empty();
                    })
                    .optional()
                    .flatMap(first -> first);
            if (next.isPresent()) {
                return next;
            }
        }
        return Optional.empty();
    }

    /** The one whose last reading is the oldest, unless all were read not long ago. */
    Optional<ResourceId> oldest(String application, Instant now) {
        return jdbc.sql(OLDEST)
                .params(
                        application,
                        Timestamp.from(now.minus(settings.permissionInterval().dividedBy(2))))
                .query((row, number) -> new ResourceId(row.getObject(1, UUID.class)))
                .optional();
    }

    /** How long it takes from one turn to the next, so that all have theirs within the interval. */
    Duration spacing(String application) {
        return settings.permissionInterval().dividedBy(Math.max(1, count(application)));
    }

    /** How many resources there are. */
    int count(String application) {
        return jdbc.sql("select count(*) from resource_reading where application = ?")
                .param(application)
                .query(Integer.class)
                .single();
    }
}
