package dev.hallpass.access;

import dev.hallpass.QueryPlans;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each page of findings is read from indexes, however many findings there are. */
class DriftPlanTest {

    private static final QueryPlans PLANS = new QueryPlans().withResources(2000, 20);

    @BeforeAll
    static void storeManyFindings() {
        PLANS.store("""
            insert into drift_finding (id, principal_id, resource_id, application, holder_kind, account, kind,
              found_role, response, state, resolution, grants, found_at, resolved_at, resolved_by)
            select ('019a0000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'p' || i % 500,
              ('00000000-0000-7000-8000-' || lpad((i % 2000)::text, 12, '0'))::uuid, 'acme' || i % 20, 'ACCOUNT',
              'a' || i, 'ADDED', 'read', 'REPORT', 'RESOLVED', 'ACCEPTED', '{}', now(), now(), 'grace'
            from generate_series(1, 40000) i
            """);
        PLANS.store("""
            update drift_finding set state = 'OPEN', resolution = null, resolved_at = null, resolved_by = null
            where substr(id::text, 35) = '00'
            """);
        PLANS.analyze();
    }

    @AfterAll
    static void close() {
        PLANS.close();
    }

    private static String plan(DriftQuery query) {
        return PLANS.of(DriftSearch.sql(query), DriftSearch.parameters(query));
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
                QueryPlans.row(20_000),
                51);
    }

    private static ResourceId resource(int number) {
        return new ResourceId(QueryPlans.resource(number));
    }

    @Test
    void allFindingsAreReadInTheOrderOfTheirIds() {
        QueryPlans.assertReadFrom(plan(query(null, null, null, null, null)), "drift_finding_pkey");
    }

    @Test
    void openOnesAreReadFromTheIndexOfStates() {
        QueryPlans.assertReadFrom(plan(query(DriftState.OPEN, null, null, null, null)), "drift_finding_by_state");
    }

    @Test
    void thoseOfOneResourcePersonOrApplicationAreReadFromTheirIndexes() {
        QueryPlans.assertReadFrom(plan(query(null, resource(7), null, null, null)), "drift_finding_by_resource");
        QueryPlans.assertReadFrom(plan(query(null, null, "p7", null, null)), "drift_finding_by_principal");
        QueryPlans.assertReadFrom(plan(query(null, null, null, "acme7", null)), "Index");
    }

    @Test
    void thoseOfSomeResourcesAreOneRangeForEachOfThem() {
        QueryPlans.assertReadFrom(
                plan(query(null, null, null, null, Set.of(resource(1), resource(2), resource(3)))),
                "drift_finding_by_resource");
    }

    @Test
    void theOpenOnesOfAnApplicationAreCountedFromAnIndex() {
        QueryPlans.assertReadFrom(
                PLANS.of("select count(*) from drift_finding where application = 'acme7'"
                        + " and kind = 'ADDED' and state = 'OPEN'"),
                "Index");
    }
}
