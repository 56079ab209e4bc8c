package dev.hallpass.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads what the ledger knows of the holders of grants, many at a time. */
@Repository
@Transactional(readOnly = true)
class HeldAccesses {

    static final String READINGS = """
        select wanted.grant_id, p.open, p.baseline_role, p.confirmed_role, p.effective_role, p.read_at
        from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[])
          as wanted (grant_id, principal_id, resource_id, account)
        join access_pair p using (principal_id, resource_id, account)
        """;

    private final JdbcClient jdbc;

    HeldAccesses(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
