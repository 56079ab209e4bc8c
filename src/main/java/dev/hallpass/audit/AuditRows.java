package dev.hallpass.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The stored events and seals. */
@Repository
class AuditRows {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private static final String SELECT = """
        select e.id, e.event_id, e.occurred_at, e.type, e.actor, e.principal, e.resource, e.request_id, e.grant_id,
          e.policy_version, e.rule, e.process_instance_key, e.process_element, e.correlation_id, e.details,
          s.position, s.previous_hash, s.hash
        """;

    private final JdbcClient jdbc;
    private final JdbcTemplate streaming;
    private final JsonMapper json = JsonMapper.builder().build();

    AuditRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.streaming = new JdbcTemplate(Objects.requireNonNull(template.getDataSource()));
        // With a fetch size PostgreSQL's driver reads through a cursor instead of holding the whole result.
        streaming.setFetchSize(1000);
    }

    void insert(
            AuditEvent event, UUID id, Timestamp at, AuditContext.@Nullable Place place, @Nullable String correlation) {
        jdbc.sql("""
            with written as (
              insert into audit_event (event_id, occurred_at, type, actor, principal, resource, request_id,
                grant_id, policy_version, rule, process_instance_key, process_element, correlation_id, details)
              values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb) returning id)
            insert into audit_unsealed (event) select id from written
            """)
                .params(Arrays.asList(
                        id,
                        at,
                        event.type().code(),
                        Storable.text(event.actor()),
                        Storable.text(event.principal()),
                        Storable.text(event.resource()),
                        event.requestId(),
                        event.grantId(),
                        Storable.text(event.policyVersion()),
                        Storable.text(event.rule()),
                        place == null ? null : place.processInstanceKey(),
                        place == null ? null : place.elementId(),
                        Storable.text(correlation),
                        json.writeValueAsString(Storable.details(event.details()))))
                .update();
    }

    /** When an event happened that the trail has. */
    Optional<Instant> occurredAt(long sequence) {
        return jdbc.sql("select occurred_at from audit_event where id = ?")
                .param(sequence)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** Events newest first, those of one moment in the reverse order of writing. */
    List<AuditRecord> find(AuditQuery query, @Nullable PageEnd before, int limit) {
        Selection page = page(query, before, limit);
        return jdbc.sql(page.sql())
                .params(page.parameters())
                .query((row, number) -> record(row))
                .list();
    }

    /** How a page is read. */
    static Selection page(AuditQuery query, @Nullable PageEnd before, int limit) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder where = where(query, parameters);
        if (before != null) {
            where.append(" and (e.occurred_at, e.id) < (?, ?)");
            parameters.add(Timestamp.from(before.occurredAt()));
            parameters.add(before.sequence());
        }
        parameters.add(limit);
        String sql = SELECT + " from audit_event e left join audit_seal s on s.event = e.id where true" + where
                + " order by e.occurred_at desc, e.id desc limit ?";
        return new Selection(sql, parameters);
    }

    /** A statement and its parameters. */
    record Selection(String sql, List<Object> parameters) {}

    Map<UUID, List<String>> elementsPassed(Collection<UUID> requests) {
        Map<UUID, List<String>> passed = new HashMap<>();
        jdbc.sql("""
            select request_id, process_element from audit_event
            where request_id = any (?::uuid[]) and process_element is not null
            group by request_id, process_element order by min(id)
            """)
                .param(requests.stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    passed.computeIfAbsent(row.getObject(1, UUID.class), request -> new ArrayList<>())
                            .add(row.getString(2));
                });
        return passed;
    }

    /** Passes sealed events on one by one, in the order of the chain. */
    void stream(AuditQuery query, RowCallbackHandler each) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder where = where(query, parameters);
        streaming.query(
                SELECT + " from audit_seal s join audit_event e on e.id = s.event where true" + where
                        + " order by s.position",
                each,
                parameters.toArray());
    }

    /** Passes every seal on, also one whose event is missing, in the order of the chain. */
    void streamChain(RowCallbackHandler each) {
        streaming.query(
                SELECT + " from audit_seal s left join audit_event e on e.id = s.event order by s.position", each);
    }

    List<AuditRecord> unsealed(int limit) {
        return jdbc.sql(SELECT + """
             from audit_unsealed u join audit_event e on e.id = u.event
            left join audit_seal s on s.event = e.id order by u.event limit ?
            """)
                .param(limit)
                .query((row, number) -> record(row))
                .list();
    }

    private static StringBuilder where(AuditQuery query, List<Object> parameters) {
        StringBuilder where = new StringBuilder();
        add(where, parameters, " and e.occurred_at >= ?", query.from() == null ? null : Timestamp.from(query.from()));
        add(where, parameters, " and e.occurred_at < ?", query.to() == null ? null : Timestamp.from(query.to()));
        add(where, parameters, " and e.actor = ?", query.actor());
        add(where, parameters, " and e.principal = ?", query.principal());
        add(where, parameters, " and e.resource = ?", query.resource());
        add(where, parameters, " and e.type = ?", query.type());
        add(where, parameters, " and e.request_id = ?", query.requestId());
        return where;
    }

    private static void add(StringBuilder where, List<Object> parameters, String criterion, @Nullable Object value) {
        if (value != null) {
            where.append(criterion);
            parameters.add(value);
        }
    }

    /** The last event of a page. */
    record PageEnd(Instant occurredAt, long sequence) {}

    AuditRecord record(ResultSet row) throws SQLException {
        long position = row.getLong("position");
        boolean sealed = !row.wasNull();
        long instance = row.getLong("process_instance_key");
        boolean inProcess = !row.wasNull();
        return new AuditRecord(
                row.getLong("id"),
                row.getObject("event_id", UUID.class),
                row.getTimestamp("occurred_at").toInstant(),
                row.getString("type"),
                row.getString("actor"),
                row.getString("principal"),
                row.getString("resource"),
                row.getObject("request_id", UUID.class),
                row.getObject("grant_id", UUID.class),
                row.getString("policy_version"),
                row.getString("rule"),
                inProcess ? instance : null,
                row.getString("process_element"),
                row.getString("correlation_id"),
                json.readValue(row.getString("details"), MAP),
                sealed ? new AuditRecord.Seal(position, row.getString("previous_hash"), row.getString("hash")) : null);
    }
}
