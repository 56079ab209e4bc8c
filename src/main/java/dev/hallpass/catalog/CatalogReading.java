package dev.hallpass.catalog;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes wishes about what is to be read next. */
@Component
public class CatalogReading {

    private final JdbcClient jdbc;
    private final Clock clock;

    CatalogReading(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Puts a resource first in line for the next reading of its permissions (for a group: of its members). Joins the
     * caller's transaction; a resource that is waiting already keeps its place, one that is not known is ignored.
     */
    public void readAgainSoon(ResourceId resource) {
        jdbc.sql("""
            insert into resource_reading (resource_id, application, kind, wanted_since)
            select id, application, kind, ? from resource where id = ? and vanished_at is null
            on conflict (resource_id) do update set wanted_since = excluded.wanted_since
            where resource_reading.wanted_since is null
            """).params(Timestamp.from(clock.instant()), resource.value()).update();
    }
}
