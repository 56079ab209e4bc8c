package dev.hallpass.access;

import dev.hallpass.QueryPlans;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each page of grants is read from indexes, however many grants there are. */
class GrantSearchPlanTest {

    private static final QueryPlans PLANS = ManyGrants.stored();

    @BeforeAll
    static void leaveSomeInForceOnEachResource() {
        PLANS.store("""
            update access_grant set state = 'ACTIVE', end_reason = null, revoking_since = null, ended_at = null
            where substr(id::text, 35) = '00'
            """);
        PLANS.analyze();
    }

    @AfterAll
    static void close() {
        PLANS.close();
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
                QueryPlans.row(20_000),
                51);
        return PLANS.of(GrantSearch.sql(query), GrantSearch.parameters(query));
    }

    private static ResourceId resource(int number) {
        return new ResourceId(QueryPlans.resource(number));
    }

    @Test
    void allGrantsAreReadInTheOrderOfTheirIds() {
        QueryPlans.assertReadFrom(plan(null, null, null, null, Set.of()), "access_grant_pkey");
    }

    @Test
    void grantsInForceAreReadFromTheIndexOfStates() {
        QueryPlans.assertReadFrom(plan(null, null, GrantState.ACTIVE, null, Set.of()), "Index");
    }

    @Test
    void grantsOfOnePersonOrOnOneResourceAreReadFromTheirIndexes() {
        QueryPlans.assertReadFrom(plan("p7", null, null, null, Set.of()), "access_grant_by_principal");
        QueryPlans.assertReadFrom(plan(null, resource(7), null, null, Set.of()), "access_grant_by_resource");
    }

    @Test
    void whatAViewerMaySeeIsOneRangeForEachReason() {
        QueryPlans.assertReadFrom(
                plan(null, null, null, "p7", Set.of(resource(1), resource(2), resource(3))),
                "access_grant_by_principal",
                "access_grant_by_resource");
    }
}
