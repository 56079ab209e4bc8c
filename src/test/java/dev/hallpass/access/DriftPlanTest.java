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

/** Each page of findings is read from indexes, however many findings there are. */
class DriftPlanTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final JdbcClient JDBC = JdbcClient.create(DATABASE.dataSource());

    @BeforeAll
    static void storeManyFindings() {
        JDBC.sql("""
            insert into principal (id, display_name, email, employment, active, groups, on_call_for)
            select 'p' || i, 'p', 'p@acme.example', 'EMPLOYEE', true, '{}', '{}' from generate_series(0, 499) i
            """).update();
        JDBC.sql("""
            insert into resource (id, application, kind, external_id, path, name, sensitivity, owners, maintainers,
              tags, roles, discovered_at)
            select ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'acme' || i % 20, 'REPOSITORY', i::text,
              'acme/r' || i, 'r' || i, 'INTERNAL', '{}', array['m' || i % 100], '{}', '{read,write}', now()
            from generate_series(0, 1999) i
            """).update();
        JDBC.sql("""
            insert into drift_finding (id, principal_id, resource_id, application, holder_kind, account, kind,
              found_role, response, state, resolution, grants, found_at, resolved_at, resolved_by)
            select ('019a0000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'p' || i % 500,
              ('00000000-0000-7000-8000-' || lpad((i % 2000)::text, 12, '0'))::uuid, 'acme' || i % 20, 'ACCOUNT',
              'a' || i, 'ADDED', 'read', 'REPORT', 'RESOLVED', 'ACCEPTED', '{}', now(), now(), 'grace'
            from generate_series(1, 40000) i
            """).update();
        JDBC.sql("""
            update drift_finding set state = 'OPEN', resolution = null, resolved_at = null, resolved_by = null
            where substr(id::text, 35) = '00'
            """).update();
        JDBC.sql("analyze").update();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static String plan(DriftQuery query) {
        return String.join(
                "\n",
                JDBC.sql("explain (analyze, costs off, timing off, summary off) " + DriftRows.sql(query))
                        .params(DriftRows.parameters(query))
                        .query(String.class)
                        .list());
    }

    private static DriftQuery query(
            @Nullable DriftState state,
            @Nullable ResourceId resource,
            @Nullable String principal,
            @Nullable String application,
            @Nullable Set<ResourceId> among) {
        return new DriftQuery(
                state,
                resource,
                principal == null ? null : new PrincipalId(principal),
                application,
                among,
                UUID.fromString("019a0000-0000-7000-8000-000000020000"),
                51);
    }

    private static ResourceId resource(int number) {
        return new ResourceId(UUID.fromString("00000000-0000-7000-8000-%012d".formatted(number)));
    }

    @Test
    void allFindingsAreReadInTheOrderOfTheirIds() {
        assertThat(plan(query(null, null, null, null, null)))
                .contains("drift_finding_pkey")
                .doesNotContain("Seq Scan");
    }

    @Test
    void openOnesAreReadFromTheIndexOfStates() {
        assertThat(plan(query(DriftState.OPEN, null, null, null, null)))
                .contains("drift_finding_by_state")
                .doesNotContain("Seq Scan");
    }

    @Test
    void thoseOfOneResourcePersonOrApplicationAreReadFromTheirIndexes() {
        assertThat(plan(query(null, resource(7), null, null, null)))
                .contains("drift_finding_by_resource")
                .doesNotContain("Seq Scan");
        assertThat(plan(query(null, null, "p7", null, null)))
                .contains("drift_finding_by_principal")
                .doesNotContain("Seq Scan");
        assertThat(plan(query(null, null, null, "acme7", null)))
                .contains("Index")
                .doesNotContain("Seq Scan");
    }

    @Test
    void thoseOfSomeResourcesAreOneRangeForEachOfThem() {
        assertThat(plan(query(null, null, null, null, Set.of(resource(1), resource(2), resource(3)))))
                .contains("drift_finding_by_resource")
                .doesNotContain("Seq Scan");
    }

    @Test
    void theOpenOnesOfAnApplicationAreCountedFromAnIndex() {
        String plan = String.join(
                "\n",
                JDBC.sql("explain (costs off) select count(*) from drift_finding where application = 'acme7'"
                                + " and kind = 'ADDED' and state = 'OPEN'")
                        .query(String.class)
                        .list());

        assertThat(plan).contains("Index").doesNotContain("Seq Scan");
    }
}
