package dev.hallpass.catalog;

import dev.hallpass.connector.ResourceKind;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where an account has roles, as rows. */
@Component
class ReachedResources {

    private final JdbcClient jdbc;

    ReachedResources(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A role on some resource of a kind. */
    record KindAndRole(ResourceKind kind, String role) {}

    /** A role on a kind of resource that is worth something on a kind below. */
    record Passed(ResourceKind above, String role, ResourceKind below) {}

    /** Every role that reaches the account anywhere, and where; takes application, account, account three times. */
    private static final String SOURCES = """
        with source (resource_id, kind, role) as materialized (
          select r.id, r.kind, p.role from observed_permission p join resource r on r.id = p.resource_id
          where p.application = ? and p.holder_kind in ('ACCOUNT', 'OWNER') and p.holder = ?
          union
          select r.id, r.kind, p.role from observed_permission m
          join resource team on team.id = m.resource_id and team.kind = 'GROUP'
          join observed_permission p on p.application = m.application and p.holder_kind = 'GROUP'
            and p.holder = team.external_id
          join resource r on r.id = p.resource_id
          where m.application = ? and m.holder_kind = 'ACCOUNT' and m.holder = ?
          union
          select r.id, r.kind, p.role from observed_account o
          join observed_permission p on p.application = o.application and p.holder_kind in ('EVERYBODY', 'PUBLIC')
          join resource r on r.id = p.resource_id
          where o.application = ? and o.account = ? and o.active and o.left_at is null)
        """;

    static final String ROLES_OF = SOURCES + "select distinct kind, role from source";

    /** The different roles that reach an account anywhere. */
    List<KindAndRole> rolesOf(String application, String account) {
        return jdbc.sql(ROLES_OF)
                .params(application, account, application, account, application, account)
                .query((row, number) -> new KindAndRole(ResourceKind.valueOf(row.getString(1)), row.getString(2)))
                .list();
    }

    static final String RESOURCES = SOURCES + """
        , passed as materialized (select distinct s.resource_id, p.below from source s
          join unnest(?::text[], ?::text[], ?::text[]) as p (above, role, below) on p.above = s.kind and p.role = s.role),
        own as materialized (select distinct resource_id from source)
        """ + Catalog.select() + """
        where application = ? and vanished_at is null and id > ?
          and (id in (select resource_id from own)
            or (parent_id, kind) in (select resource_id, below from passed)
            or (kind = 'REPOSITORY' and (select upper.parent_id from resource upper where upper.id = resource.parent_id)
                in (select resource_id from passed where below = 'REPOSITORY')))
        order by id limit ?
        """;

    /** The resources that an account has a role on, by id. */
    List<Resource> resources(
            String application, String account, List<Passed> passed, @Nullable ResourceId after, int limit) {
        String[] above = passed.stream().map(each -> each.above().name()).toArray(String[]::new);
        String[] roles = passed.stream().map(Passed::role).toArray(String[]::new);
        String[] below = passed.stream().map(each -> each.below().name()).toArray(String[]::new);
        return jdbc.sql(RESOURCES)
                .params(Arrays.asList(
                        application,
                        account,
                        application,
                        account,
                        application,
                        account,
                        above,
                        roles,
                        below,
                        application,
                        after == null ? new UUID(0, 0) : after.value(),
                        limit))
                .query(Catalog::resource)
                .list();
    }
}
