package dev.hallpass.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.TestDatabase;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each page of requests is read from indexes, however many requests there are. */
class RequestSearchPlanTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final JdbcClient JDBC = JdbcClient.create(DATABASE.dataSource());

    @BeforeAll
    static void storeManyRequests() {
        JDBC.sql("""
            insert into principal (id, display_name, email, employment, active, groups, on_call_for)
            select 'p' || i, 'p', 'p@acme.example', 'EMPLOYEE', true, '{}', '{}' from generate_series(0, 499) i
            """).update();
        JDBC.sql("""
            insert into resource (id, application, kind, external_id, path, name, sensitivity, owners, maintainers,
              tags, roles, discovered_at)
            select ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'acme', 'REPOSITORY', i::text,
              'acme/r' || i, 'r' || i, 'INTERNAL', '{}', '{}', '{}', '{read,write}', now()
            from generate_series(0, 199) i
            """).update();
        JDBC.sql("""
            insert into access_request (id, requester, beneficiary, resource_id, role, duration_seconds,
              whole_duration_seconds, justification, state, submitted_at, ended_at, version)
            select ('019a0000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'p' || i % 500,
              'p' || (i * 7) % 500, ('00000000-0000-7000-8000-' || lpad((i % 200)::text, 12, '0'))::uuid, 'write', 60,
              60, 'why', case when i % 100 = 0 then 'LAPSED' else 'CANCELLED' end, now(), now(), 0
            from generate_series(1, 60000) i
            """).update();
        JDBC.sql("analyze").update();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static String plan(RequestQuery query) {
        return String.join(
                "\n",
                JDBC.sql("explain (analyze, costs off, timing off, summary off) " + RequestSearch.sql(query))
                        .params(RequestSearch.parameters(query))
                        .query(String.class)
                        .list());
    }

    private static RequestQuery query(
            @Nullable RequestState state, @Nullable String requester, @Nullable String viewer, Set<ResourceId> owned) {
        return new RequestQuery(
                state,
                requester == null ? null : new PrincipalId(requester),
                viewer == null ? null : new PrincipalId(viewer),
                owned,
                UUID.fromString("019a0000-0000-7000-8000-000000030000"),
                51);
    }

    private static ResourceId resource(int number) {
        return new ResourceId(UUID.fromString("00000000-0000-7000-8000-%012d".formatted(number)));
    }

    @Test
    void allRequestsAreReadInTheOrderOfTheirIds() {
        assertThat(plan(query(null, null, null, Set.of())))
                .contains("access_request_pkey")
                .doesNotContain("Seq Scan");
    }

    @Test
    void requestsOfOneStateAreReadFromTheIndexOfStates() {
        assertThat(plan(query(RequestState.LAPSED, null, null, Set.of())))
                .contains("access_request_by_state")
                .doesNotContain("Seq Scan");
    }

    @Test
    void requestsOfOnePersonAreReadFromTheIndexOfRequesters() {
        assertThat(plan(query(null, "p7", null, Set.of())))
                .contains("access_request_by_requester")
                .doesNotContain("Seq Scan");
    }

    @Test
    void whatAViewerMaySeeIsOneRangeForEachReason() {
        assertThat(plan(query(null, null, "p7", Set.of(resource(1), resource(2), resource(3)))))
                .contains("access_request_by_requester")
                .contains("access_request_by_beneficiary")
                .contains("access_request_by_resource")
                .doesNotContain("Seq Scan");
    }
}
