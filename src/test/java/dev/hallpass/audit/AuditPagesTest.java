package dev.hallpass.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.common.ProblemException;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pages of a long trail cost what is on them, whatever is asked for and however far back. */
class AuditPagesTest extends AuditTest {

    private static final int EVENTS = 60_000;
    private static final int LIMIT = 50;
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An event each minute, 200 people, 100 resources, 240 types, 10 events for each request. */
    @Override
    @BeforeEach
    void emptyTrail() {
        if (jdbc().sql("select count(*) from audit_event").query(Integer.class).single() > 0) {
            return;
        }
        jdbc().sql("""
            insert into audit_event (event_id, occurred_at, type, actor, principal, resource, request_id, details)
            select gen_random_uuid(), timestamptz '2025-01-01 00:00:00Z' + n * interval '1 minute',
              'type.number-' || n % 240, 'actor-' || n % 200, 'principal-' || n % 199, 'resource-' || n % 101,
              ('00000000-0000-7000-8000-' || lpad((n / 10)::text, 12, '0'))::uuid, '{}'
            from generate_series(1, ?) n
            """).param(EVENTS).update();
        jdbc().sql("""
            insert into audit_seal (position, event, previous_hash, hash)
            select id, id, lpad(id::text, 64, '0'), repeat(md5(id::text), 2) from audit_event
            """).update();
        jdbc().sql("analyze audit_event, audit_seal").update();
    }

    static Stream<Arguments> queries() {
        Instant from = START.plusSeconds(5_000 * 60);
        Instant to = START.plusSeconds(50_000 * 60);
        UUID request = UUID.fromString("00000000-0000-7000-8000-000000000300");
        return Stream.of(
                Arguments.of("everything", query(null, null, null, null, null, null, null), "audit_event_by_time"),
                Arguments.of("a span of time", query(from, to, null, null, null, null, null), "audit_event_by_time"),
                Arguments.of("until a time", query(null, to, null, null, null, null, null), "audit_event_by_time"),
                Arguments.of("an actor", query(null, null, "actor-7", null, null, null, null), "audit_event_by_actor"),
                Arguments.of(
                        "an actor then", query(from, to, "actor-7", null, null, null, null), "audit_event_by_actor"),
                Arguments.of(
                        "a principal",
                        query(null, null, null, "principal-7", null, null, null),
                        "audit_event_by_principal"),
                Arguments.of(
                        "a resource",
                        query(null, null, null, null, "resource-7", null, null),
                        "audit_event_by_resource"),
                Arguments.of(
                        "a type", query(null, null, null, null, null, "type.number-7", null), "audit_event_by_type"),
                Arguments.of(
                        "a type then", query(from, to, null, null, null, "type.number-7", null), "audit_event_by_type"),
                Arguments.of(
                        "a request", query(null, null, null, null, null, null, request), "audit_event_by_request"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void aPageReadsItsOwnRowsByAnIndex(String what, AuditQuery query, String index) {
        AuditRecord last = trail().find(query, null, 5).items().getLast();

        assertReadsItsOwnRowsBy(index, plan(query, null), what);
        assertReadsItsOwnRowsBy(index, plan(query, new AuditRows.PageEnd(last.occurredAt(), last.sequence())), what);
    }

    private static void assertReadsItsOwnRowsBy(String index, JsonNode plan, String what) {
        assertThat(plan.findValuesAsString("Index Name")).as(what).contains(index);
        assertThat(plan.findValuesAsString("Node Type")).as(what).doesNotContain("Seq Scan");
        assertThat(rowsReadOf(plan, "audit_event"))
                .as("rows read for %s", what)
                .isPositive()
                .isLessThanOrEqualTo(LIMIT + 1L);
    }

    @Test
    void pagesFollowEachOtherToTheEnd() {
        AuditQuery query = query(null, null, "actor-7", null, null, null, null);
        long seen = 0;
        Instant before = Instant.MAX;
        @Nullable String cursor = null;
        do {
            var page = trail().find(query, cursor, LIMIT);
            for (AuditRecord event : page.items()) {
                assertThat(event.actor()).isEqualTo("actor-7");
                assertThat(event.occurredAt()).isBefore(before);
                before = event.occurredAt();
                seen++;
            }
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(seen).isEqualTo(EVENTS / 200);
    }

    @Test
    void aCursorOfAnEventThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> trail().find(AuditQuery.all(), "OTk5OTk5OTk5", LIMIT))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.field()).isEqualTo("cursor"));
    }

    /** What PostgreSQL does for the very statement that is sent. */
    private static JsonNode plan(AuditQuery query, AuditRows.@Nullable PageEnd before) {
        AuditRows.Selection page = AuditRows.page(query, before, LIMIT + 1);
        return JSON.readTree(jdbc().sql("explain (analyze, format json) " + page.sql())
                .params(page.parameters())
                .query(String.class)
                .single());
    }

    private static long rowsReadOf(JsonNode plan, String relation) {
        long rows = 0;
        for (JsonNode node : plan.findParents("Relation Name")) {
            if (node.path("Relation Name").asString("").equals(relation)) {
                double read = node.path("Actual Rows").asDouble()
                        + node.path("Rows Removed by Filter").asDouble();
                rows += Math.round(read * node.path("Actual Loops").asDouble());
            }
        }
        return rows;
    }

    private static AuditQuery query(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String actor,
            @Nullable String principal,
            @Nullable String resource,
            @Nullable String type,
            @Nullable UUID request) {
        return new AuditQuery(from, to, actor, principal, resource, type, request);
    }
}
