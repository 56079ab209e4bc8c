package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the ledger and the grants tell of accounts on resources, many at a time. */
@Repository
class KnownPairs {

    static final String GRANTS = """
        select g.id from unnest(?::uuid[], ?::text[]) wanted (resource_id, account)
        join access_grant g on g.resource_id = wanted.resource_id and g.account collate "C" = wanted.account
          and g.state in ('ACTIVE', 'REVOKING')
        """;

    static final String PAIRS = """
        select p.resource_id, p.account, p.open, p.baseline_role, p.confirmed_role, p.effective_role, p.read_at
        from unnest(?::uuid[], ?::text[]) wanted (resource_id, account)
        join access_pair p on p.resource_id = wanted.resource_id and p.account = wanted.account
        order by p.open, p.read_at
        """;

    private final GrantRows rows;
    private final JdbcClient jdbc;

    KnownPairs(GrantRows rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    /** An account on a resource, whoever's it is. */
    record Place(ResourceId resource, String account) {}

    /**
     * What the ledger knows of a place.
     *
     * @param open whether grants are at work, so that the baseline is known
     * @param readAt when the ledger was last written
     */
    record Known(
            boolean open,
            @Nullable String baseline,
            @Nullable String confirmed,
            @Nullable String effective,
            Instant readAt) {}

    /** The grants in force, or being taken back, of each place, oldest first. */
    Map<Place, List<Grant>> grants(Collection<Place> places) {
        List<UUID> ids = jdbc.sql(GRANTS)
                .params(resources(places), accounts(places))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        Map<Place, List<Grant>> grants = new HashMap<>();
        rows.findByIdInOrderByIdDesc(ids).reversed().stream()
                .map(GrantEntity::toValue)
                .forEach(grant -> grants.computeIfAbsent(
                                new Place(grant.resource(), grant.account()), place -> new ArrayList<>())
                        .add(grant));
        return grants;
    }

    /** What is known of each place; of one that was several people's, the open one or the last. */
    Map<Place, Known> pairs(Collection<Place> places) {
        Map<Place, Known> pairs = new HashMap<>();
        jdbc.sql(PAIRS).params(resources(places), accounts(places)).query(row -> {
            pairs.put(
                    new Place(new ResourceId(row.getObject("resource_id", UUID.class)), row.getString("account")),
                    known(row));
        });
        return pairs;
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                row.getBoolean("open"),
                row.getString("baseline_role"),
                row.getString("confirmed_role"),
                row.getString("effective_role"),
                row.getTimestamp("read_at").toInstant());
    }

    /** The next accounts with grants in force on a resource, in the order of their ids. */
    List<String> accountsOn(ResourceId resource, @Nullable String after, int limit) {
        return jdbc.sql(accountsOn(after))
                .params(accountsOnParameters(resource, after, limit))
                .query(String.class)
                .list();
    }

    static String accountsOn(@Nullable String after) {
        return """
            select account collate "C" as account from access_grant
            where resource_id = :resource and state in ('ACTIVE', 'REVOKING') %s
            group by 1 order by 1 limit :limit
            """.formatted(after == null ? "" : "and account collate \"C\" > :after");
    }

    static Map<String, Object> accountsOnParameters(ResourceId resource, @Nullable String after, int limit) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("resource", resource.value());
        parameters.put("limit", limit);
        if (after != null) {
            parameters.put("after", after);
        }
        return parameters;
    }

    static final String RESOURCES_OF = """
        select g.resource_id from access_grant g join resource r on r.id = g.resource_id
        where g.principal_id = ? and g.account = ? and r.application = ? and g.resource_id > ?
          and g.state in ('ACTIVE', 'REVOKING')
        group by g.resource_id order by g.resource_id limit ?
        """;

    /** The next resources of an application on which a person's account has grants in force, by id. */
    List<ResourceId> resourcesOf(
            PrincipalId principal, String application, String account, @Nullable ResourceId after, int limit) {
        return jdbc.sql(RESOURCES_OF)
                .params(principal.value(), account, application, after == null ? new UUID(0, 0) : after.value(), limit)
                .query((row, number) -> new ResourceId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Accounts that a person's grants in force are for, each with its application; not only those they have now. */
    List<Map.Entry<String, String>> accountsOf(PrincipalId principal) {
        return jdbc.sql("""
            select distinct r.application, g.account from access_grant g join resource r on r.id = g.resource_id
            where g.principal_id = ? and g.state in ('ACTIVE', 'REVOKING')
            """)
                .param(principal.value())
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list();
    }

    private static String[] resources(Collection<Place> places) {
        return places.stream().map(place -> place.resource().toString()).toArray(String[]::new);
    }

    private static String[] accounts(Collection<Place> places) {
        return places.stream().map(Place::account).toArray(String[]::new);
    }
}
