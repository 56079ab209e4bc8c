package dev.hallpass.bundle;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestSubmission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored bundle requests. */
@Repository
class BundleRequestRows {

    private static final String SELECT = """
        select id, bundle, mode, requester, beneficiary, duration_seconds, justification, ticket, size, state, reason,
          failed_part, submitted_at, settled_at, ended_at
        from bundle_request
        """;

    private final JdbcClient jdbc;

    BundleRequestRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(BundleRequestId id, BundleSubmission submission, Instant now) {
        RequestSubmission part = submission.parts().getFirst();
        Timestamp at = Timestamp.from(now);
        jdbc.sql("""
            insert into bundle_request (id, bundle, mode, requester, beneficiary, duration_seconds, justification,
              ticket, size, state, submitted_at, looked_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?)
            """)
                .params(Arrays.asList(
                        id.value(),
                        submission.bundle(),
                        submission.mode().name(),
                        part.requester().id().value(),
                        part.beneficiary().id().value(),
                        part.duration().toSeconds(),
                        part.justification(),
                        part.ticket(),
                        submission.parts().size(),
                        at,
                        at))
                .update();
    }

    Optional<BundleRequest> find(BundleRequestId id) {
        return jdbc.sql(SELECT + " where id = ?")
                .param(id.value())
                .query(BundleRequestRows::bundle)
                .optional();
    }

    /**
     * The same, and nobody else moves it until the transaction ends. Not so strong a lock that a part could not be
     * stored beside it.
     */
    Optional<BundleRequest> lock(BundleRequestId id) {
        return jdbc.sql(SELECT + " where id = ? for no key update")
                .param(id.value())
                .query(BundleRequestRows::bundle)
                .optional();
    }

    /** The same, or nothing if somebody else moves it just now. */
    Optional<BundleRequest> lockIfFree(BundleRequestId id) {
        return jdbc.sql(SELECT + " where id = ? for no key update skip locked")
                .param(id.value())
                .query(BundleRequestRows::bundle)
                .optional();
    }

    Optional<BundleMode> modeOf(UUID id) {
        return jdbc.sql("select mode from bundle_request where id = ?")
                .param(id)
                .query((row, number) -> BundleMode.valueOf(row.getString(1)))
                .optional();
    }

    void move(BundleRequestId id, BundleMove to, Instant now) {
        Timestamp at = Timestamp.from(now);
        jdbc.sql("""
            update bundle_request set state = ?, reason = coalesce(?, reason), failed_part = coalesce(?, failed_part),
              settled_at = coalesce(settled_at, ?), ended_at = ?, looked_at = ? where id = ?
            """)
                .params(Arrays.asList(
                        to.state().name(),
                        to.reason(),
                        to.failedPart() == null ? null : to.failedPart().value(),
                        to.state().isSettled() ? at : null,
                        to.state().isFinal() ? at : null,
                        at,
                        id.value()))
                .update();
    }

    void lookedAt(BundleRequestId id, Instant now) {
        jdbc.sql("update bundle_request set looked_at = ? where id = ?")
                .params(Timestamp.from(now), id.value())
                .update();
    }

    /** Those that are going through something and were not looked at since, the longest first. */
    List<BundleRequestId> underWay(Instant notSince, int limit) {
        return ids(
                "select id from bundle_request where state in ('AGREED', 'UNDOING') and looked_at < ?"
                        + " order by looked_at limit ?",
                Timestamp.from(notSince),
                limit);
    }

    /** All that are not over and were not looked at since, the longest first. */
    List<BundleRequestId> open(Instant notSince, int limit) {
        return ids(
                "select id from bundle_request where state not in ('NOT_GRANTED', 'UNDONE', 'ENDED')"
                        + " and looked_at < ? order by looked_at limit ?",
                Timestamp.from(notSince),
                limit);
    }

    private List<BundleRequestId> ids(String sql, Object... parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, number) -> new BundleRequestId(row.getObject(1, UUID.class)))
                .list();
    }

    List<BundleRequest> search(BundleRequestQuery query) {
        return jdbc.sql(SELECT + """
             where id < :before and (cast(:state as text) is null or state = :state)
              and (cast(:requester as text) is null or requester = :requester)
              and (cast(:viewer as text) is null or requester = :viewer or beneficiary = :viewer or id in (
                select bundle_request_id from access_request
                where bundle_request_id is not null and resource_id = any (cast(:owned as uuid[]))))
            order by id desc limit :limit
            """)
                .param("before", query.before() == null ? new UUID(-1L, -1L) : query.before())
                .param("state", query.state() == null ? null : query.state().name())
                .param("requester", text(query.requester()))
                .param("viewer", text(query.viewer()))
                .param(
                        "owned",
                        query.ownedResources().stream()
                                .map(ResourceId::toString)
                                .toArray(String[]::new))
                .param("limit", query.limit())
                .query(BundleRequestRows::bundle)
                .list();
    }

    private static @Nullable String text(@Nullable PrincipalId person) {
        return person == null ? null : person.value();
    }

    /** A part has moved; told without touching the bundle. */
    void tell(UUID bundleRequest) {
        jdbc.sql("insert into bundle_news (bundle_request) values (?)")
                .param(bundleRequest)
                .update();
    }

    /** What was told and not yet looked at, oldest first. */
    List<News> news(int limit) {
        return jdbc.sql("select id, bundle_request from bundle_news order by id limit ?")
                .param(limit)
                .query((row, number) ->
                        new News(row.getLong("id"), new BundleRequestId(row.getObject("bundle_request", UUID.class))))
                .list();
    }

    void forget(Collection<News> news) {
        jdbc.sql("delete from bundle_news where id = any (?)")
                .param(news.stream().map(News::id).toArray(Long[]::new))
                .update();
    }

    private static BundleRequest bundle(ResultSet row, int number) throws SQLException {
        UUID failedPart = row.getObject("failed_part", UUID.class);
        return new BundleRequest(
                new BundleRequestId(row.getObject("id", UUID.class)),
                row.getString("bundle"),
                BundleMode.valueOf(row.getString("mode")),
                new PrincipalId(row.getString("requester")),
                new PrincipalId(row.getString("beneficiary")),
                Duration.ofSeconds(row.getLong("duration_seconds")),
                row.getString("justification"),
                row.getString("ticket"),
                row.getInt("size"),
                BundleRequestState.valueOf(row.getString("state")),
                row.getString("reason"),
                failedPart == null ? null : new RequestId(failedPart),
                row.getTimestamp("submitted_at").toInstant(),
                instant(row.getTimestamp("settled_at")),
                instant(row.getTimestamp("ended_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /** That a part of a bundle has moved. */
    record News(long id, BundleRequestId bundle) {}
}
