package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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

    private static final String OF_PAIR = " where principal_id = ? and resource_id = ? and account = ?";

    private static final String WITHOUT_GRANTS = """
        open and not exists (select 1 from access_grant g
          where g.principal_id = p.principal_id and g.resource_id = p.resource_id and g.account = p.account
            and g.state in ('PROVISIONING', 'ACTIVE', 'REVOKING'))
        """;

    static final String OPEN_WITHOUT_GRANTS = "select principal_id, resource_id, account from access_pair p where "
            + WITHOUT_GRANTS + " and read_at < ? order by read_at limit ?";

    static final String DUE =
            "select principal_id, resource_id, account from access_pair where due_at <= ?" + " order by due_at limit ?";

    private final JdbcClient jdbc;
    private final WatchSchedule schedule;
    private final Clock clock;

    PairBalances(JdbcClient jdbc, WatchSchedule schedule, Clock clock) {
        this.jdbc = jdbc;
        this.schedule = schedule;
        this.clock = clock;
    }

    Optional<PairBalance> find(Pair pair) {
        return jdbc.sql("select * from access_pair" + OF_PAIR)
                .params(pair.principal().value(), pair.resource().value(), pair.account())
                .query(PairBalances::balance)
                .optional();
    }

    private static PairBalance balance(ResultSet row, int number) throws SQLException {
        Timestamp suspectedAt = row.getTimestamp("suspected_at");
        Timestamp intendedAt = row.getTimestamp("intended_at");
        Timestamp changedAt = row.getTimestamp("changed_at");
        return new PairBalance(
                row.getBoolean("open"),
                row.getString("baseline_role"),
                row.getString("confirmed_role"),
                changedAt == null ? null : changedAt.toInstant(),
                intendedAt == null
                        ? null
                        : new PairBalance.Intention(row.getString("intended_role"), intendedAt.toInstant()),
                Set.of((String[]) row.getArray("written_roles").getArray()),
                row.getBoolean("by_hand"),
                suspectedAt == null
                        ? null
                        : new PairBalance.Suspicion(row.getString("suspected_role"), suspectedAt.toInstant()),
                late(row));
    }

    private static List<LateWrite> late(ResultSet row) throws SQLException {
        @Nullable
        String[] roles = (@Nullable String[]) row.getArray("late_roles").getArray();
        Timestamp[] since = (Timestamp[]) row.getArray("late_since").getArray();
        List<LateWrite> late = new ArrayList<>();
        for (int i = 0; i < roles.length; i++) {
            late.add(new LateWrite(roles[i], since[i].toInstant()));
        }
        return late;
    }

    /** Stores what is known, and forgets the effective role: it is about to change. */
    void save(Pair pair, PairBalance balance) {
        save(pair, balance, null, false);
    }

    /** Stores what is known; the effective role is as it was read before. */
    void saveUnchanged(Pair pair, PairBalance balance) {
        save(pair, balance, null, true);
    }

    /** Stores what is known, with the effective role just read. */
    void save(Pair pair, PairBalance balance, @Nullable String effective) {
        save(pair, balance, effective, false);
    }

    private void save(Pair pair, PairBalance balance, @Nullable String effective, boolean keepsEffective) {
        PairBalance.Suspicion suspicion = balance.suspicion();
        PairBalance.Intention intention = balance.intention();
        Instant changedAt = balance.changedAt();
        Instant now = clock.instant();
        jdbc.sql("""
            insert into access_pair as p (principal_id, resource_id, account, open, baseline_role, confirmed_role,
              changed_at, intending, intended_role, intended_at, written_roles, by_hand, suspected_role, suspected_at,
              late_roles, late_since, due_at, effective_role, read_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?, ?, ?::text[], ?::timestamptz[], ?, ?, ?)
            on conflict (principal_id, resource_id, account) do update set open = excluded.open,
              baseline_role = excluded.baseline_role, confirmed_role = excluded.confirmed_role,
              changed_at = excluded.changed_at, intending = excluded.intending, intended_role = excluded.intended_role,
              intended_at = excluded.intended_at, written_roles = excluded.written_roles,
              by_hand = excluded.by_hand, suspected_role = excluded.suspected_role,
              suspected_at = excluded.suspected_at, late_roles = excluded.late_roles,
              late_since = excluded.late_since, due_at = excluded.due_at,
              effective_role = case when ? then p.effective_role else excluded.effective_role end,
              read_at = excluded.read_at
            """)
                .params(Arrays.asList(
                        pair.principal().value(),
                        pair.resource().value(),
                        pair.account(),
                        balance.open(),
                        balance.baseline(),
                        balance.confirmed(),
                        changedAt == null ? null : Timestamp.from(changedAt),
                        intention != null,
                        intention == null ? null : intention.role(),
                        intention == null ? null : Timestamp.from(intention.since()),
                        balance.written().toArray(String[]::new),
                        balance.byHand(),
                        suspicion == null ? null : suspicion.role(),
                        suspicion == null ? null : Timestamp.from(suspicion.since()),
                        rolesOf(balance),
                        timesOf(balance),
                        schedule.nextLook(balance, now).map(Timestamp::from).orElse(null),
                        effective,
                        Timestamp.from(now),
                        keepsEffective))
                .update();
    }

    /** Lets a pair rest until {@code until}. */
    @Transactional
    public void postpone(Pair pair, Instant until) {
        change("update access_pair set read_at = ?", pair, until);
    }

    /** Notes that a pair is to be looked at from then on, whatever happens meanwhile. */
    @Transactional
    public void lookAt(Pair pair, Instant from) {
        change("update access_pair set due_at = ?", pair, from);
    }

    /** It was looked at. */
    @Transactional
    public void looked(Pair pair) {
        jdbc.sql("update access_pair set failed_looks = 0" + OF_PAIR + " and failed_looks > 0")
                .params(pair.principal().value(), pair.resource().value(), pair.account())
                .update();
    }

    /** How often in a row a look has failed. */
    int failedLooks(Pair pair) {
        return jdbc.sql("select failed_looks from access_pair" + OF_PAIR)
                .params(pair.principal().value(), pair.resource().value(), pair.account())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** A look has failed; nobody looks before then. */
    @Transactional
    public void lookFailed(Pair pair, Instant next) {
        jdbc.sql("update access_pair set failed_looks = failed_looks + 1" + OF_PAIR)
                .params(pair.principal().value(), pair.resource().value(), pair.account())
                .update();
        rest(pair, next);
    }

    /** Nobody looks before then, by whichever way the pair would be found. */
    @Transactional
    public void rest(Pair pair, Instant until) {
        lookAt(pair, until);
        jdbc.sql("update access_pair p set read_at = ?" + OF_PAIR + " and " + WITHOUT_GRANTS)
                .params(
                        Timestamp.from(until),
                        pair.principal().value(),
                        pair.resource().value(),
                        pair.account())
                .update();
    }

    private void change(String update, Pair pair, Instant time) {
        jdbc.sql(update + OF_PAIR)
                .params(
                        Timestamp.from(time),
                        pair.principal().value(),
                        pair.resource().value(),
                        pair.account())
                .update();
    }

    /** Stores only what is still to be looked for in a pair without grants; of its permission nothing is said. */
    void saveWatch(Pair pair, PairBalance balance) {
        jdbc.sql("update access_pair set suspected_role = null, suspected_at = null, late_roles = ?::text[],"
                        + " late_since = ?::timestamptz[], due_at = ?" + OF_PAIR)
                .params(Arrays.asList(
                        rolesOf(balance),
                        timesOf(balance),
                        schedule.nextLook(balance, clock.instant())
                                .map(Timestamp::from)
                                .orElse(null),
                        pair.principal().value(),
                        pair.resource().value(),
                        pair.account()))
                .update();
    }

    private static @Nullable String[] rolesOf(PairBalance balance) {
        return balance.late().stream().map(LateWrite::role).toArray(String[]::new);
    }

    private static String[] timesOf(PairBalance balance) {
        return balance.late().stream().map(each -> each.since().toString()).toArray(String[]::new);
    }

    /** A person was told to bring about what is intended. */
    @Transactional
    public void askedByHand(Pair pair) {
        jdbc.sql("update access_pair set by_hand = true,"
                        + " due_at = case when cardinality(late_roles) = 0 then null else due_at end" + OF_PAIR)
                .params(pair.principal().value(), pair.resource().value(), pair.account())
                .update();
    }

    /** No grant is at work on any pair of a resource that is gone. */
    void closeAll(ResourceId resource) {
        jdbc.sql("""
            update access_pair set open = false, baseline_role = null, confirmed_role = null, changed_at = null,
              intending = false, intended_role = null, intended_at = null, written_roles = '{}', by_hand = false,
              suspected_role = null, suspected_at = null, late_roles = '{}', late_since = '{}', due_at = null,
              effective_role = null, read_at = ?
            where resource_id = ? and (open or due_at is not null)
            """).params(Timestamp.from(clock.instant()), resource.value()).update();
    }

    /** Whether the application, asked last for the effective role of a pair, told one; it was not written to since. */
    boolean hasToldEffective(Pair pair) {
        return jdbc.sql("select effective_role is not null and effective_role <> ? from access_pair" + OF_PAIR)
                .params(
                        PermissionCalls.UNKNOWN,
                        pair.principal().value(),
                        pair.resource().value(),
                        pair.account())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Pairs that are to be looked at by now. */
    List<Pair> due(Instant now, int limit) {
        return jdbc.sql(DUE)
                .params(Timestamp.from(now), limit)
                .query(PairBalances::pair)
                .list();
    }

    /** Pairs still open although none of their grants lives: a half-done write of a grant that failed. */
    List<Pair> openWithoutGrants(Instant readBefore, int limit) {
        return jdbc.sql(OPEN_WITHOUT_GRANTS)
                .params(Timestamp.from(readBefore), limit)
                .query(PairBalances::pair)
                .list();
    }

    private static Pair pair(ResultSet row, int number) throws SQLException {
        return new Pair(
                new PrincipalId(row.getString("principal_id")),
                new ResourceId(row.getObject("resource_id", UUID.class)),
                row.getString("account"));
    }
}
