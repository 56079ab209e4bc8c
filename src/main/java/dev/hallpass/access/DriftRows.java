package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.connector.DriftResponse;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.identity.PrincipalId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored findings, each of which one thing after another happens to; lists of them are {@link DriftSearch}. */
@Repository
class DriftRows {

    private final JdbcClient jdbc;

    DriftRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores a finding; tells whether there was none open like it. */
    boolean insert(UUID id, DriftFinding.Seen seen, String application, Instant now) {
        return jdbc.sql("""
            insert into drift_finding (id, principal_id, resource_id, application, holder_kind, account, kind,
              expected_role, found_role, standing_role, response, state, grants, found_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?::uuid[], ?)
            on conflict (resource_id, holder_kind, account, kind) where state = 'OPEN' do nothing
            """)
                        .params(Arrays.asList(
                                id,
                                seen.principal() == null
                                        ? null
                                        : seen.principal().value(),
                                seen.resource().value(),
                                application,
                                seen.holder().name(),
                                seen.account(),
                                seen.kind().name(),
                                seen.expected(),
                                seen.found(),
                                seen.standing(),
                                seen.response().name(),
                                ids(seen.grants()),
                                Timestamp.from(now)))
                        .update()
                == 1;
    }

    /** Brings an open finding up to date with what was seen now; tells whether that is anything new. */
    boolean update(UUID id, DriftFinding.Seen seen) {
        return jdbc.sql("""
            update drift_finding set found_role = ?, response = ?, principal_id = ?,
              grants = array(select distinct unnest(grants || ?::uuid[]))
            where id = ? and found_role is distinct from ?
            """)
                        .params(Arrays.asList(
                                seen.found(),
                                seen.response().name(),
                                seen.principal() == null
                                        ? null
                                        : seen.principal().value(),
                                ids(seen.grants()),
                                id,
                                seen.found()))
                        .update()
                == 1;
    }

    /** Notes what an open finding is to be brought to. */
    void order(UUID id, DriftResolution ordered, String by, @Nullable String comment, Instant attempt) {
        jdbc.sql("""
            update drift_finding set ordered = ?, ordered_by = ?, comment = ?, next_attempt_at = ?, attempts = 0,
              last_error = null
            where id = ? and state = 'OPEN'
            """)
                .params(Arrays.asList(ordered.name(), by, comment, Timestamp.from(attempt), id))
                .update();
    }

    /**
     * Begins an attempt at what was ordered, which is nobody else's until {@code nextAttempt}.
     *
     * @return the finding as it was before; empty if the attempt is somebody else's, or not needed any more
     */
    Optional<DriftFinding> claim(UUID id, Instant now, Instant nextAttempt) {
        Optional<DriftFinding> due = jdbc.sql(
                        "select * from drift_finding where id = ? and next_attempt_at <= ? for update")
                .params(id, Timestamp.from(now))
                .query(DriftRows::finding)
                .optional();
        if (due.isPresent()) {
            jdbc.sql("update drift_finding set attempts = attempts + 1, next_attempt_at = ? where id = ?")
                    .params(Timestamp.from(nextAttempt), id)
                    .update();
        }
        return due;
    }

    void attemptFailed(UUID id, String error, Instant nextAttempt) {
        jdbc.sql("""
            update drift_finding set last_error = ?, next_attempt_at = ?
            where id = ? and state = 'OPEN' and ordered is not null
            """).params(error, Timestamp.from(nextAttempt), id).update();
    }

    /**
     * What was ordered about an account on a resource is to be tried at once. One that is being tried now is left alone:
     * who tries it may wait for what the caller holds.
     */
    void tryNow(ResourceId resource, String account, Instant now) {
        jdbc.sql("""
            update drift_finding set next_attempt_at = ? where id in (
              select id from drift_finding
              where resource_id = ? and account = ? and state = 'OPEN' and next_attempt_at is not null
              order by id for update skip locked)
            """).params(Timestamp.from(now), resource.value(), account).update();
    }

    /** What was ordered and is to be tried now. */
    List<DriftFinding> due(Instant now, int limit) {
        return jdbc.sql("select * from drift_finding where next_attempt_at <= ? order by next_attempt_at limit ?")
                .params(Timestamp.from(now), limit)
                .query(DriftRows::finding)
                .list();
    }

    /** Settles an open finding; tells whether it was open. */
    boolean resolve(UUID id, DriftResolution resolution, String by, @Nullable String comment, Instant now) {
        return jdbc.sql("""
            update drift_finding set state = 'RESOLVED', resolution = ?, resolved_by = ?, comment = coalesce(?, comment),
              resolved_at = ?, next_attempt_at = null
            where id = ? and state = 'OPEN'
            """)
                        .params(Arrays.asList(resolution.name(), by, comment, Timestamp.from(now), id))
                        .update()
                == 1;
    }

    Optional<DriftFinding> find(UUID id) {
        return jdbc.sql("select * from drift_finding where id = ?")
                .param(id)
                .query(DriftRows::finding)
                .optional();
    }

    /** The same, locked until the transaction is over. */
    Optional<DriftFinding> lock(UUID id) {
        return jdbc.sql("select * from drift_finding where id = ? for update")
                .param(id)
                .query(DriftRows::finding)
                .optional();
    }

    /** What is open about one holder's permission, oldest first. */
    List<DriftFinding> open(ResourceId resource, HolderKind holder, String account) {
        return jdbc.sql("""
            select * from drift_finding where resource_id = ? and holder_kind = ? and account = ? and state = 'OPEN'
            order by id for update
            """)
                .params(resource.value(), holder.name(), account)
                .query(DriftRows::finding)
                .list();
    }

    /** What is open on a resource, oldest first. */
    List<DriftFinding> openOn(ResourceId resource) {
        return jdbc.sql("select * from drift_finding where resource_id = ? and state = 'OPEN' order by id for update")
                .param(resource.value())
                .query(DriftRows::finding)
                .list();
    }

    /** What is open about grants that are all over, and is not of access that was added. */
    List<DriftFinding> openWithoutGrants(int limit) {
        return jdbc.sql("""
            select * from drift_finding f where state = 'OPEN' and kind in ('REMOVED', 'LOWERED') and grants <> '{}'
              and not exists (select 1 from access_grant g where g.id = any (f.grants)
                and g.state in ('PROVISIONING', 'ACTIVE', 'REVOKING'))
            order by id limit ? for update skip locked
            """).param(limit).query(DriftRows::finding).list();
    }

    int countOpen(String application, DriftKind kind) {
        return jdbc.sql("select count(*) from drift_finding where application = ? and kind = ? and state = 'OPEN'")
                .params(application, kind.name())
                .query(Integer.class)
                .single();
    }

    private static String[] ids(List<GrantId> grants) {
        return grants.stream().map(GrantId::toString).sorted().toArray(String[]::new);
    }

    static DriftFinding finding(ResultSet row, int number) throws SQLException {
        String principal = row.getString("principal_id");
        String resolution = row.getString("resolution");
        String ordered = row.getString("ordered");
        Timestamp resolvedAt = row.getTimestamp("resolved_at");
        return new DriftFinding(
                row.getObject("id", UUID.class),
                principal == null ? null : new PrincipalId(principal),
                new ResourceId(row.getObject("resource_id", UUID.class)),
                row.getString("application"),
                HolderKind.valueOf(row.getString("holder_kind")),
                row.getString("account"),
                DriftKind.valueOf(row.getString("kind")),
                row.getString("expected_role"),
                row.getString("found_role"),
                row.getString("standing_role"),
                DriftResponse.valueOf(row.getString("response")),
                DriftState.valueOf(row.getString("state")),
                resolution == null ? null : DriftResolution.valueOf(resolution),
                Stream.of((UUID[]) row.getArray("grants").getArray())
                        .map(GrantId::new)
                        .toList(),
                row.getTimestamp("found_at").toInstant(),
                resolvedAt == null ? null : resolvedAt.toInstant(),
                row.getString("resolved_by"),
                ordered == null ? null : DriftResolution.valueOf(ordered),
                row.getString("ordered_by"),
                row.getString("comment"),
                row.getInt("attempts"),
                row.getString("last_error"));
    }
}
