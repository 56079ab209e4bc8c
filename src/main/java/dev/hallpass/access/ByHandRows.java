package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.RequestId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stored orders. */
@Repository
class ByHandRows {

    private static final String SELECT = """
        select o.*, coalesce(o.principal_id, r.beneficiary) as holder
        from by_hand_order o left join access_request r on r.id = o.request_id
        """;

    private final JdbcClient jdbc;

    ByHandRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<BookedOrder> find(UUID id) {
        return jdbc.sql(SELECT + " where o.id = ?")
                .param(id)
                .query(ByHandRows::order)
                .optional();
    }

    /** The one that is open or reported, for a purpose of a request. */
    Optional<BookedOrder> underWay(RequestId request, ByHandPurpose purpose) {
        return jdbc.sql(SELECT + " where o.request_id = ? and o.purpose = ? and o.state in ('OPEN', 'REPORTED')")
                .params(request.value(), purpose.name())
                .query(ByHandRows::order)
                .optional();
    }

    /** The open or reported order to put something right of an account; locked until the transaction is over. */
    Optional<BookedOrder> repairUnderWay(ResourceId resource, String account) {
        return jdbc.sql(SELECT + """
             where o.purpose = 'REPAIR' and o.state in ('OPEN', 'REPORTED') and o.resource_id = ? and o.account = ?
            for update of o
            """)
                .params(resource.value(), account)
                .query(ByHandRows::order)
                .optional();
    }

    /** The request of the newest grant of a pair, one in force before all others; empty if there was never any. */
    Optional<RequestId> requestOf(Pair pair) {
        return jdbc.sql("""
            select request_id from access_grant where principal_id = ? and resource_id = ? and account = ?
            order by state = 'ACTIVE' desc, id desc limit 1
            """)
                .params(pair.principal().value(), pair.resource().value(), pair.account())
                .query(UUID.class)
                .optional()
                .map(RequestId::new);
    }

    /** Locks an order until the transaction is over. */
    void lock(UUID id) {
        jdbc.sql("select 1 from by_hand_order where id = ? for update")
                .param(id)
                .query()
                .listOfRows();
    }

    void close(UUID id, ByHandState end, Instant now) {
        jdbc.sql("update by_hand_order set state = ?, closed_at = ? where id = ?")
                .params(end.name(), Timestamp.from(now), id)
                .update();
    }

    /** What was to be put right on a resource is not to be done any more. */
    void withdrawRepairs(ResourceId resource, Instant now) {
        jdbc.sql("""
            update by_hand_order set state = 'WITHDRAWN', closed_at = ?
            where resource_id = ? and purpose = 'REPAIR' and state in ('OPEN', 'REPORTED')
            """).params(Timestamp.from(now), resource.value()).update();
    }

    List<BookedOrder> ofRequests(Collection<RequestId> requests) {
        return jdbc.sql(SELECT + " where o.request_id = any (?::uuid[]) order by o.id")
                .param(requests.stream().map(RequestId::toString).toArray(String[]::new))
                .query(ByHandRows::order)
                .list();
    }

    List<BookedOrder> search(ByHandQuery query) {
        return jdbc.sql(SELECT + """
             where (cast(:state as text) is null or o.state = :state) and o.id < :before
              and (cast(:groups as text[]) is null or o.fulfillers = any (cast(:groups as text[])))
            order by o.id desc limit :limit
            """)
                .param("state", query.state() == null ? null : query.state().name())
                .param("before", query.before() == null ? new UUID(-1L, -1L) : query.before())
                .param("groups", query.groups() == null ? null : query.groups().toArray(String[]::new))
                .param("limit", query.limit())
                .query(ByHandRows::order)
                .list();
    }

    long countOpen() {
        return jdbc.sql("select count(*) from by_hand_order where state = 'OPEN'")
                .query(Long.class)
                .single();
    }

    void insert(UUID id, @Nullable RequestId request, ByHandPurpose purpose, ByHandOrder order, Instant now) {
        jdbc.sql("""
            insert into by_hand_order (id, request_id, purpose, state, principal_id, resource_id, account, role,
              instruction, fulfillers, asked_at) values (?, ?, ?, 'OPEN', ?, ?, ?, ?, ?, ?, ?)
            """)
                .params(Arrays.asList(
                        id,
                        request == null ? null : request.value(),
                        purpose.name(),
                        order.holder().map(PrincipalId::value).orElse(null),
                        order.resource().value(),
                        order.account(),
                        order.role(),
                        order.instruction(),
                        order.fulfillers(),
                        Timestamp.from(now)))
                .update();
    }

    /** The same order with what is to be done now. */
    void reword(UUID id, ByHandOrder order) {
        jdbc.sql("update by_hand_order set account = ?, role = ?, instruction = ?, fulfillers = ? where id = ?")
                .params(Arrays.asList(order.account(), order.role(), order.instruction(), order.fulfillers(), id))
                .update();
    }

    void reopen(UUID id, @Nullable String found, Instant now) {
        jdbc.sql("""
            update by_hand_order set state = 'OPEN', repeats = repeats + 1, found_role = ?, asked_at = ?,
              reported_by = null, reported_at = null, outcome = null, note = null where id = ?
            """).params(Arrays.asList(found, Timestamp.from(now), id)).update();
    }

    void reported(UUID id, PrincipalId by, ByHandOutcome outcome, @Nullable String note, Instant now) {
        jdbc.sql("""
            update by_hand_order set state = 'REPORTED', reported_by = ?, reported_at = ?, outcome = ?, note = ?
            where id = ?
            """)
                .params(Arrays.asList(by.value(), Timestamp.from(now), outcome.name(), note, id))
                .update();
    }

    /** Closes the one that is under way, and tells which it was. */
    Optional<UUID> close(RequestId request, ByHandPurpose purpose, ByHandState end, Instant now) {
        return jdbc.sql("""
            update by_hand_order set state = ?, closed_at = ?
            where request_id = ? and purpose = ? and state in ('OPEN', 'REPORTED') returning id
            """)
                .params(end.name(), Timestamp.from(now), request.value(), purpose.name())
                .query(UUID.class)
                .optional();
    }

    void waitsAs(UUID id, long userTaskKey) {
        jdbc.sql("update by_hand_order set user_task_key = ? where id = ?")
                .params(userTaskKey, id)
                .update();
    }

    void forgetUserTasks(RequestId request) {
        jdbc.sql("update by_hand_order set user_task_key = null where request_id = ? and user_task_key is not null")
                .param(request.value())
                .update();
    }

    private static BookedOrder order(ResultSet row, int number) throws SQLException {
        Timestamp reportedAt = row.getTimestamp("reported_at");
        Timestamp closedAt = row.getTimestamp("closed_at");
        String outcome = row.getString("outcome");
        @Nullable UUID request = row.getObject("request_id", UUID.class);
        String holder = row.getString("holder");
        return new BookedOrder(
                row.getObject("id", UUID.class),
                request == null ? null : new RequestId(request),
                ByHandPurpose.valueOf(row.getString("purpose")),
                ByHandState.valueOf(row.getString("state")),
                new ByHandOrder(
                        holder == null ? ByHandOrder.NOBODY : new PrincipalId(holder),
                        new ResourceId(row.getObject("resource_id", UUID.class)),
                        row.getString("account"),
                        row.getString("role"),
                        row.getString("instruction"),
                        row.getString("fulfillers")),
                row.getTimestamp("asked_at").toInstant(),
                row.getInt("repeats"),
                row.getString("found_role"),
                row.getString("reported_by"),
                reportedAt == null ? null : reportedAt.toInstant(),
                outcome == null ? null : ByHandOutcome.valueOf(outcome),
                row.getString("note"),
                closedAt == null ? null : closedAt.toInstant(),
                row.getObject("user_task_key", Long.class));
    }
}
