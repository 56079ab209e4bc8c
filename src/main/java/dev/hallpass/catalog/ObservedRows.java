package dev.hallpass.catalog;

import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.ResourceKind;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was observed on resources and above them, as rows. */
@Component
class ObservedRows {

    private final JdbcClient jdbc;

    ObservedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A role that somebody holds on a resource or above it. */
    record Given(UUID resource, int height, ResourceKind on, HolderKind holder, String role) {}

    /** When a resource and all above it were read; null as long as one of them has never been. */
    record Read(@Nullable Instant at) {}

    /** What the resources above the given ones are, each with itself at height 0. */
    private static final String ABOVE = """
        with recursive above (resource_id, height, on_id, kind, parent_id, application) as (
          select id, 0, id, kind, parent_id, application from resource where id = any (?::uuid[])
          union all
          select a.resource_id, a.height + 1, r.id, r.kind, r.parent_id, r.application
          from above a join resource r on r.id = a.parent_id where a.height < 4)
        """;

    static final String GIVEN_ABOVE = ABOVE + """
        select distinct a.on_id, a.height, a.kind, p.holder_kind, p.role
        from above a join observed_permission p on p.resource_id = a.on_id
        """;

    /** The different roles given on a resource and above it. */
    List<Given> givenAbove(ResourceId resource) {
        return jdbc.sql(GIVEN_ABOVE)
                .param(array(List.of(resource)))
                .query((row, number) -> new Given(
                        row.getObject(1, UUID.class),
                        row.getInt(2),
                        ResourceKind.valueOf(row.getString(3)),
                        HolderKind.valueOf(row.getString(4)),
                        row.getString(5)))
                .list();
    }

    static final String ACCOUNTS = """
        with given as (select * from unnest(?::uuid[], ?::text[], ?::text[]) as g (resource_id, holder_kind, role))
        select account from (
          select own.holder as account from (select distinct resource_id, holder_kind from given
            where holder_kind in ('ACCOUNT', 'OWNER')) g
          cross join lateral (select p.holder from observed_permission p
            where p.resource_id = g.resource_id and p.holder_kind = g.holder_kind and p.holder > ?
              and exists (select 1 from given x where x.resource_id = p.resource_id
                          and x.holder_kind = p.holder_kind and x.role = p.role)
            order by p.holder limit ?) own
          union
          select member.holder from (
            select distinct team.id from given g
            join observed_permission p on p.resource_id = g.resource_id and p.holder_kind = 'GROUP' and p.role = g.role
            join resource team on team.application = p.application and team.kind = 'GROUP'
              and team.external_id = p.holder
            where g.holder_kind = 'GROUP') t
          cross join lateral (select m.holder from observed_permission m
            where m.resource_id = t.id and m.holder_kind = 'ACCOUNT' and m.holder > ?
            order by m.holder limit ?) member
          union
          select everybody.account from (select 1 from given where holder_kind in ('EVERYBODY', 'PUBLIC') limit 1) g
          cross join lateral (select a.account from observed_account a
            where a.application = ? and a.active and a.left_at is null and a.account > ?
            order by a.account limit ?) everybody) reached
        order by account limit ?
        """;

    /** The accounts that these roles reach, by account id; each branch reads no more than the page needs. */
    List<String> accounts(String application, List<Given> given, @Nullable String after, int limit) {
        if (given.isEmpty()) {
            return List.of();
        }
        String[] resources =
                given.stream().map(each -> each.resource().toString()).toArray(String[]::new);
        String[] holders = given.stream().map(each -> each.holder().name()).toArray(String[]::new);
        String[] roles = given.stream().map(Given::role).toArray(String[]::new);
        String from = after == null ? "" : after;
        return jdbc.sql(ACCOUNTS)
                .params(Arrays.asList(
                        resources, holders, roles, from, limit, from, limit, application, from, limit, limit))
                .query(String.class)
                .list();
    }

    static final String PATHS = ABOVE + """
        select a.resource_id, p.holder as account, a.height, a.on_id, a.kind, p.holder_kind, null::uuid as group_id,
          '' as through, p.role
        from above a join observed_permission p on p.resource_id = a.on_id
          and p.holder_kind in ('ACCOUNT', 'OWNER') and p.holder = any (?::text[])
        union all
        select a.resource_id, m.holder, a.height, a.on_id, a.kind, p.holder_kind, team.id, team.name, p.role
        from above a join observed_permission p on p.resource_id = a.on_id and p.holder_kind = 'GROUP'
        join resource team on team.application = a.application and team.kind = 'GROUP' and team.external_id = p.holder
        join observed_permission m on m.resource_id = team.id and m.holder_kind = 'ACCOUNT'
          and m.holder = any (?::text[])
        union all
        select a.resource_id, o.account, a.height, a.on_id, a.kind, p.holder_kind, null, '', p.role
        from above a join observed_permission p on p.resource_id = a.on_id
          and p.holder_kind in ('EVERYBODY', 'PUBLIC')
        join observed_account o on o.application = a.application and o.account = any (?::text[])
          and o.active and o.left_at is null
        """;

    /** All ways by which roles on and above these resources reach these accounts. */
    List<ObservedPath> paths(Collection<ResourceId> resources, Collection<String> accounts) {
        String[] wanted = accounts.toArray(String[]::new);
        return jdbc.sql(PATHS)
                .params(Arrays.asList(array(resources), wanted, wanted, wanted))
                .query((row, number) -> new ObservedPath(
                        new ResourceId(row.getObject(1, UUID.class)),
                        row.getString(2),
                        row.getInt(3),
                        new ResourceId(row.getObject(4, UUID.class)),
                        ResourceKind.valueOf(row.getString(5)),
                        HolderKind.valueOf(row.getString(6)),
                        group(row.getObject(7, UUID.class)),
                        row.getString(8),
                        row.getString(9)))
                .list();
    }

    /** Since when what follows for each of these resources is known: the oldest reading of it and of those above. */
    Map<ResourceId, Read> readAt(Collection<ResourceId> resources) {
        Map<ResourceId, Read> read = new HashMap<>();
        jdbc.sql(ABOVE + """
            select a.resource_id, case when bool_and(r.read_at is not null) then min(r.read_at) end
            from above a left join resource_reading r on r.resource_id = a.on_id group by a.resource_id
            """).param(array(resources)).query(row -> {
            Timestamp at = row.getTimestamp(2);
            read.put(new ResourceId(row.getObject(1, UUID.class)), new Read(at == null ? null : at.toInstant()));
        });
        return read;
    }

    private static @Nullable ResourceId group(@Nullable UUID id) {
        return id == null ? null : new ResourceId(id);
    }

    private static String[] array(Collection<ResourceId> resources) {
        return resources.stream().map(ResourceId::toString).toArray(String[]::new);
    }
}
