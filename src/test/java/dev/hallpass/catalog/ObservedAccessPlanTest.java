package dev.hallpass.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.QueryPlans;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who has what, and what is read next, is found by indexes in a company of 5,000 repositories. */
class ObservedAccessPlanTest {

    private static final QueryPlans PLANS = new QueryPlans().withResources(5_000, 1);
    private static final String[] REPOSITORY = {QueryPlans.resource(70).toString()};
    private static final String[] ACCOUNTS = {"u7", "u8"};

    @BeforeAll
    static void storeMuch() {
        PLANS.store("""
            update resource set kind = 'PROJECT' where external_id::int < 50;
            update resource set kind = 'GROUP' where external_id::int between 50 and 69;
            update resource r set parent_id = p.id from resource p
              where r.kind = 'REPOSITORY' and p.kind = 'PROJECT' and p.external_id::int = r.external_id::int % 50
            """);
        PLANS.store("""
            insert into observed_account (application, account, display_name, active, seen_at)
            select 'acme0', 'u' || i, 'u', true, now() from generate_series(0, 1999) i
            """);
        PLANS.store("""
            insert into observed_permission (resource_id, holder_kind, holder, application, display_name, role, since)
            select id, 'ACCOUNT', 'u' || (external_id::int * 7 + i * 13) % 2000, application, '', 'read', now()
            from resource cross join generate_series(0, 9) i
            on conflict do nothing
            """);
        PLANS.store("""
            insert into observed_permission (resource_id, holder_kind, holder, application, display_name, role, since)
            select id, 'GROUP', (50 + external_id::int % 20)::text, application, '', 'write', now() from resource
            where kind = 'PROJECT'
            """);
        PLANS.store("""
            insert into resource_reading (resource_id, application, kind, attempted_at, read_at, wanted_since)
            select id, application, kind, now() - interval '1 hour', now() - interval '1 hour',
              case when external_id::int % 1000 = 7 then now() end from resource
            """);
        PLANS.analyze();
    }

    @AfterAll
    static void close() {
        PLANS.close();
    }

    @Test
    void theAccountsOfAResourceAreReadInTheirOrderAndNoFurther() {
        String project = QueryPlans.resource(20).toString();
        String plan = PLANS.of(
                ObservedRows.ACCOUNTS,
                new String[] {REPOSITORY[0], project},
                new String[] {"ACCOUNT", "GROUP"},
                new String[] {"read", "write"},
                "u3",
                51,
                "u3",
                51,
                "acme0",
                "u3",
                51,
                51);

        assertThat(plan).contains("observed_permission_pkey").doesNotContain("Seq Scan on observed_permission");
        assertThat(plan).doesNotContain("Seq Scan on observed_account").doesNotContain("Seq Scan on resource");
    }

    @Test
    void thePathsOfAPageAreReadPlaceByPlace() {
        String plan = PLANS.of(ObservedRows.PATHS, REPOSITORY, ACCOUNTS, ACCOUNTS, ACCOUNTS);

        assertThat(plan)
                .contains("observed_permission_pkey")
                .doesNotContain("Seq Scan on observed_permission")
                .doesNotContain("Seq Scan on resource");
        assertThat(PLANS.of(ObservedRows.GIVEN_ABOVE, new Object[] {REPOSITORY}))
                .doesNotContain("Seq Scan on observed_permission");
    }

    @Test
    void whereAnAccountHasRolesIsReadFromItsHolder() {
        Object[] account = {"acme0", "u7", "acme0", "u7", "acme0", "u7"};

        assertThat(PLANS.of(ReachedResources.ROLES_OF, account))
                .contains("observed_permission_by_holder")
                .doesNotContain("Seq Scan on observed_permission");
        List<Object> parameters = new ArrayList<>(Arrays.asList(account));
        parameters.addAll(List.of(
                new String[] {"PROJECT"},
                new String[] {"read"},
                new String[] {"REPOSITORY"},
                "acme0",
                new UUID(0, 0),
                51));
        assertThat(PLANS.of(ReachedResources.RESOURCES, parameters.toArray()))
                .contains("observed_permission_by_holder")
                .doesNotContain("Seq Scan on observed_permission");
    }

    @Test
    void whatIsReadNextIsTakenFromTheFrontOfALine() {
        Timestamp now = Timestamp.from(Instant.parse("2026-01-02T03:04:05Z"));

        QueryPlans.assertReadFrom(PLANS.of(ReadingOrder.WANTED, "acme0"), "resource_reading_wanted");
        QueryPlans.assertReadFrom(PLANS.of(ReadingOrder.FIRST_OF_KIND, "acme0", "REPOSITORY"), "resource_reading_turn");
        QueryPlans.assertReadFrom(PLANS.of(ReadingOrder.OLDEST, "acme0", now), "resource_reading_turn");
    }
}
