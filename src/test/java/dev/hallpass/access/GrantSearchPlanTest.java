package dev.hallpass.access;

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

/** Each page of grants is read from indexes, however many grants there are. */
class GrantSearchPlanTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final JdbcClient JDBC = JdbcClient.create(DATABASE.dataSource());

    @BeforeAll
    static void storeManyGrants() {
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
            select ('019a0000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'p' || i % 500, 'p' || i % 500,
              ('00000000-0000-7000-8000-' || lpad((i % 200)::text, 12, '0'))::uuid, 'write', 60, 60, 'why',
              'CANCELLED', now(), now(), 0
            from generate_series(1, 40000) i
            """).update();
        JDBC.sql("""
            insert into access_grant (id, request_id, principal_id, resource_id, account, role, duration_seconds,
              state, opened_at, activated_at, expires_at, end_reason, revoking_since, ended_at, version)
            select id, id, requester, resource_id, requester, role, 60, 'ENDED', now(), now(),
              now() + interval '1 minute', 'EXPIRED', now(), now(), 0
            from access_request
            """).update();
        JDBC.sql("""
            update access_grant set state = 'ACTIVE', end_reason = null, revoking_since = null, ended_at = null
            where substr(id::text, 35) = '00'
            """).update();
        // One resource to which many have access now.
        JDBC.sql("""
            update access_grant set resource_id = '00000000-0000-7000-8000-000000000100', state = 'ACTIVE',
              end_reason = null, revoking_since = null, ended_at = null
            where id > '019a0000-0000-7000-8000-000000030000'
            """).update();
        JDBC.sql("""
            insert into access_pair (principal_id, resource_id, account, open, read_at)
            select p.id, r.id, p.id, true, now() from principal p cross join resource r
            """).update();
        JDBC.sql("analyze").update();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static String plan(
            @Nullable String principal,
            @Nullable ResourceId resource,
            @Nullable GrantState state,
            @Nullable String viewer,
            Set<ResourceId> owned) {
        GrantQuery query = new GrantQuery(
                principal == null ? null : new PrincipalId(principal),
                resource,
                state,
                viewer == null ? null : new PrincipalId(viewer),
                owned,
                UUID.fromString("019a0000-0000-7000-8000-000000020000"),
                51);
        return String.join(
                "\n",
                JDBC.sql("explain (analyze, costs off, timing off, summary off) " + GrantSearch.sql(query))
                        .params(GrantSearch.parameters(query))
                        .query(String.class)
                        .list());
    }

    private static ResourceId resource(int number) {
        return new ResourceId(UUID.fromString("00000000-0000-7000-8000-%012d".formatted(number)));
    }

    @Test
    void allGrantsAreReadInTheOrderOfTheirIds() {
        assertThat(plan(null, null, null, null, Set.of()))
                .contains("access_grant_pkey")
                .doesNotContain("Seq Scan");
    }

    @Test
    void grantsInForceAreReadFromTheIndexOfStates() {
        assertThat(plan(null, null, GrantState.ACTIVE, null, Set.of()))
                .contains("Index")
                .doesNotContain("Seq Scan");
    }

    @Test
    void grantsOfOnePersonOrOnOneResourceAreReadFromTheirIndexes() {
        assertThat(plan("p7", null, null, null, Set.of()))
                .contains("access_grant_by_principal")
                .doesNotContain("Seq Scan");
        assertThat(plan(null, resource(7), null, null, Set.of()))
                .contains("access_grant_by_resource")
                .doesNotContain("Seq Scan");
    }

    @Test
    void whatAViewerMaySeeIsOneRangeForEachReason() {
        assertThat(plan(null, null, null, "p7", Set.of(resource(1), resource(2), resource(3))))
                .contains("access_grant_by_principal")
                .contains("access_grant_by_resource")
                .doesNotContain("Seq Scan");
    }
}
