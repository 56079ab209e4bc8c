package dev.hallpass.catalog;

import dev.hallpass.connector.DiscoveredPermission;
import dev.hallpass.connector.DiscoveredResource;
import java.sql.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Roles that come with a resource and are on no list of permissions: of the public, of whom it belongs to. */
@Component
class InbornRoles {

    private final JdbcClient jdbc;

    InbornRoles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores what a list has told, instead of what it told before. Joins a transaction. */
    void save(String application, DiscoveredResource found, Timestamp now) {
        String[] kinds =
                found.byItself().stream().map(each -> each.kind().name()).toArray(String[]::new);
        String[] holders =
                found.byItself().stream().map(DiscoveredPermission::holder).toArray(String[]::new);
        jdbc.sql("""
            delete from observed_permission p using resource r
            where r.application = ? and r.kind = ? and r.external_id = ? and p.resource_id = r.id
              and p.holder_kind in ('PUBLIC', 'OWNER')
              and (p.holder_kind, p.holder) not in (select * from unnest(?::text[], ?::text[]))
            """)
                .params(application, found.kind().name(), found.externalId(), kinds, holders)
                .update();
        for (DiscoveredPermission each : found.byItself()) {
            jdbc.sql("""
                insert into observed_permission (resource_id, holder_kind, holder, application, display_name, role, since)
                select id, ?, ?, application, ?, ?, ? from resource where application = ? and kind = ? and external_id = ?
                on conflict (resource_id, holder_kind, holder) do update set role = excluded.role,
                  since = excluded.since
                where observed_permission.role <> excluded.role
                """)
                    .params(
                            each.kind().name(),
                            each.holder(),
                            each.displayName(),
                            each.role(),
                            now,
                            application,
                            found.kind().name(),
                            found.externalId())
                    .update();
        }
    }
}
