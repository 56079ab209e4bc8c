package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.PrincipalId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads who has access now, in the order of their names; ledger and grants of one page are of one instant. */
@Repository
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
class HeldAccesses {

    static final String READINGS = """
        select wanted.grant_id, p.open, p.baseline_role, p.confirmed_role, p.effective_role, p.read_at
        from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[])
          as wanted (grant_id, principal_id, resource_id, account)
        join access_pair p using (principal_id, resource_id, account)
        """;

    private final GrantRows rows;
    private final JdbcClient jdbc;

    HeldAccesses(GrantRows rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    private record Row(
            Pair pair, List<UUID> grants, @Nullable PairReading reading) {}

    /** The next people after the one who holds a grant; from the beginning if that is null. */
    public List<HeldAccess> find(ResourceId resource, @Nullable GrantId after, int limit) {
        @Nullable Pair last = after == null ? null : holder(after);
        List<Row> found = jdbc.sql(sql(last))
                .params(parameters(resource, last, limit))
                .query((row, number) -> new Row(
                        new Pair(new PrincipalId(row.getString("principal_id")), resource, row.getString("account")),
                        List.of((UUID[]) row.getArray("grants").getArray()),
                        reading(row)))
                .list();
        List<UUID> ids = found.stream().flatMap(row -> row.grants().stream()).toList();
        Map<UUID, Grant> grants = rows.findByIdInOrderByIdDesc(ids).stream()
                .map(GrantEntity::toValue)
                .collect(Collectors.toMap(grant -> grant.id().value(), Function.identity()));
        return found.stream()
                .map(row -> new HeldAccess(
                        row.pair().principal(),
                        row.pair().account(),
                        row.grants().stream()
                                .flatMap(id -> Stream.ofNullable(grants.get(id)))
                                .toList(),
                        row.reading()))
                .toList();
    }

    private Pair holder(GrantId id) {
        Grant grant = rows.findById(id.value())
                .map(GrantEntity::toValue)
                .orElseThrow(() -> ProblemException.invalid(
                        "cursor", "This is no cursor of this list.", "the nextCursor of the page before, unchanged"));
        return new Pair(grant.principal(), grant.resource(), grant.account());
    }

    static String sql(@Nullable Pair after) {
        return """
            select page.principal_id, page.account, page.grants,
              p.open, p.baseline_role, p.confirmed_role, p.effective_role, p.read_at
            from (select principal_id, account, array_agg(id order by id) as grants from access_grant
              where resource_id = :resource and state in ('ACTIVE', 'REVOKING') %s
              group by principal_id, account order by principal_id, account limit :limit) page
            left join access_pair p on p.principal_id = page.principal_id and p.resource_id = :resource
              and p.account = page.account
            order by page.principal_id, page.account
            """.formatted(after == null ? "" : "and (principal_id, account) > (:principal, :account)");
    }

    static Map<String, Object> parameters(ResourceId resource, @Nullable Pair after, int limit) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("resource", resource.value());
        parameters.put("limit", limit);
        if (after != null) {
            parameters.put("principal", after.principal().value());
            parameters.put("account", after.account());
        }
        return parameters;
    }

    /** What the ledger knows of the pairs of those grants that are not over; nothing of a pair not yet read. */
    public Map<GrantId, PairReading> readings(Collection<Grant> grants) {
        List<Grant> live = grants.stream().filter(HeldAccesses::isLive).toList();
        if (live.isEmpty()) {
            return Map.of();
        }
        Map<GrantId, PairReading> readings = new HashMap<>();
        jdbc.sql(READINGS)
                .params(
                        texts(live, grant -> grant.id().toString()),
                        texts(live, grant -> grant.principal().value()),
                        texts(live, grant -> grant.resource().toString()),
                        texts(live, Grant::account))
                .query(row -> {
                    PairReading reading = reading(row);
                    if (reading != null) {
                        readings.put(new GrantId(row.getObject("grant_id", UUID.class)), reading);
                    }
                });
        return readings;
    }

    private static boolean isLive(Grant grant) {
        return switch (grant.state()) {
            case PROVISIONING, ACTIVE, REVOKING -> true;
            case ENDED, FAILED -> false;
        };
    }

    private static String[] texts(List<Grant> grants, Function<Grant, String> text) {
        return grants.stream().map(text).toArray(String[]::new);
    }

    /** A pair that is not open was read when its last grant ended: its baseline is not kept. */
    private static @Nullable PairReading reading(ResultSet row) throws SQLException {
        return row.getBoolean("open")
                ? new PairReading(
                        row.getString("baseline_role"),
                        row.getString("confirmed_role"),
                        row.getString("effective_role"),
                        row.getTimestamp("read_at").toInstant())
                : null;
    }
}
