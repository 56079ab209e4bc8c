package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.TestDatabase;
import dev.hallpass.catalog.ResourceId;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger adds to a page of access is read from indexes, however many grants and pairs there are. */
class EffectiveAccessPlanTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final JdbcClient JDBC = JdbcClient.create(DATABASE.dataSource());

    @BeforeAll
    static void storeMuch() {
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

    private static String plan(JdbcClient.StatementSpec statement) {
        return String.join("\n", statement.query(String.class).list());
    }

    private static JdbcClient.StatementSpec explain(String sql) {
        return JDBC.sql("explain (analyze, costs off, timing off, summary off) " + sql);
    }

    private static final ResourceId CROWDED = new ResourceId(UUID.fromString("00000000-0000-7000-8000-000000000100"));

    private static final String[] RESOURCES = {CROWDED.toString(), CROWDED.toString()};
    private static final String[] ACCOUNTS = {"p7", "p8"};

    @Test
    void theAccountsWithGrantsOnAResourceAreReadInTheirOrder() {
        for (String after : Arrays.asList(null, "p3")) {
            assertThat(plan(explain(KnownPairs.accountsOn(after))
                            .params(KnownPairs.accountsOnParameters(CROWDED, after, 51))))
                    .contains("access_grant_in_force_by_account")
                    .doesNotContain("Seq Scan");
        }
    }

    @Test
    void grantsAndPairsOfAPageAreReadPlaceByPlace() {
        assertThat(plan(explain(KnownPairs.GRANTS).params(RESOURCES, ACCOUNTS)))
                .contains("access_grant_in_force_by_account")
                .doesNotContain("Seq Scan");
        assertThat(plan(explain(KnownPairs.PAIRS).params(RESOURCES, ACCOUNTS)))
                .contains("access_pair_by_resource")
                .doesNotContain("Seq Scan");
    }

    @Test
    void theResourcesOfAPersonAreReadFromTheirGrants() {
        assertThat(plan(explain(KnownPairs.RESOURCES_OF).params("p7", "p7", "acme", new UUID(0, 0), 51)))
                .contains("access_grant")
                .doesNotContain("Seq Scan on access_grant");
    }
}
