package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The stored ledger, one row for each pair. */
@Repository
class PairBalances {

    private final JdbcClient jdbc;
    private final Clock clock;

    PairBalances(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<PairBalance> find(Pair pair) {
        return jdbc.sql("""
            select open, baseline_role, confirmed_role, intending, intended_role, written_roles
            from access_pair where principal_id = ? and resource_id = ? and account = ?
            """)
                .params(pair.principal().value(), pair.resource().value(), pair.account())
                .query((row, number) -> new PairBalance(
                        row.getBoolean("open"),
                        row.getString("baseline_role"),
                        row.getString("confirmed_role"),
                        row.getBoolean("intending"),
                        row.getString("intended_role"),
                        texts(row, "written_roles")))
                .optional();
    }

    void save(Pair pair, PairBalance balance, @Nullable String effective) {
        jdbc.sql("""
            insert into access_pair (principal_id, resource_id, account, open, baseline_role, confirmed_role,
              intending, intended_role, written_roles, effective_role, read_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?)
            on conflict (principal_id, resource_id, account) do update set open = excluded.open, baseline_role = excluded.baseline_role,
              confirmed_role = excluded.confirmed_role, intending = excluded.intending,
              intended_role = excluded.intended_role, written_roles = excluded.written_roles,
              effective_role = excluded.effective_role, read_at = excluded.read_at
            """)
                .params(Arrays.asList(
                        pair.principal().value(),
                        pair.resource().value(),
                        pair.account(),
                        balance.open(),
                        balance.baseline(),
                        balance.confirmed(),
                        balance.intending(),
                        balance.intended(),
                        balance.written().toArray(String[]::new),
                        effective,
                        Timestamp.from(clock.instant())))
                .update();
    }

    /** Lets a pair rest until {@code until}. */
    @Transactional
    public void postpone(Pair pair, Instant until) {
        jdbc.sql("update access_pair set read_at = ? where principal_id = ? and resource_id = ? and account = ?")
                .params(
                        Timestamp.from(until),
                        pair.principal().value(),
                        pair.resource().value(),
                        pair.account())
                .update();
    }

    /** Pairs still open although none of their grants lives: a half-done write of a grant that failed. */
    List<Pair> openWithoutGrants(Instant readBefore, int limit) {
        return jdbc.sql("""
            select principal_id, resource_id, account from access_pair p
            where open and read_at < ? and not exists (select 1 from access_grant g
              where g.principal_id = p.principal_id and g.resource_id = p.resource_id and g.account = p.account
                and g.state in ('PROVISIONING', 'ACTIVE', 'REVOKING'))
            order by read_at limit ?
            """)
                .params(Timestamp.from(readBefore), limit)
                .query((row, number) -> new Pair(
                        new PrincipalId(row.getString("principal_id")),
                        new ResourceId(row.getObject("resource_id", UUID.class)),
                        row.getString("account")))
                .list();
    }

    private static Set<String> texts(ResultSet row, String column) throws SQLException {
        return Set.of((String[]) row.getArray(column).getArray());
    }
}
