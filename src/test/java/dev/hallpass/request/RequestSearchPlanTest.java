package dev.hallpass.request;

import dev.hallpass.QueryPlans;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each page of requests is read from indexes, however many requests there are. */
class RequestSearchPlanTest {

    private static final QueryPlans PLANS = new QueryPlans().withResources(200, 1);

    @BeforeAll
    static void storeManyRequests() {
        PLANS.store("""
            insert into access_request (id, requester, beneficiary, resource_id, role, duration_seconds,
              whole_duration_seconds, justification, state, submitted_at, ended_at, version)
            select ('019a0000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'p' || i % 500,
              'p' || (i * 7) % 500, ('00000000-0000-7000-8000-' || lpad((i % 200)::text, 12, '0'))::uuid, 'write', 60,
              60, 'why', case when i % 100 = 0 then 'LAPSED' else 'CANCELLED' end, now(), now(), 0
            from generate_series(1, 60000) i
            """);
        PLANS.analyze();
    }

    @AfterAll
    static void close() {
        PLANS.close();
    }

    private static String plan(RequestQuery query) {
        return PLANS.of(RequestSearch.sql(query), RequestSearch.parameters(query));
    }

    private static RequestQuery query(
            @Nullable RequestState state, @Nullable String requester, @Nullable String viewer, Set<ResourceId> owned) {
        return new RequestQuery(
                state,
                requester == null ? null : new PrincipalId(requester),
                viewer == null ? null : new PrincipalId(viewer),
                owned,
                QueryPlans.row(30_000),
                51);
    }

    private static ResourceId resource(int number) {
        return new ResourceId(QueryPlans.resource(number));
    }

    @Test
    void allRequestsAreReadInTheOrderOfTheirIds() {
        QueryPlans.assertReadFrom(plan(query(null, null, null, Set.of())), "access_request_pkey");
    }

    @Test
    void requestsOfOneStateAreReadFromTheIndexOfStates() {
        QueryPlans.assertReadFrom(plan(query(RequestState.LAPSED, null, null, Set.of())), "access_request_by_state");
    }

    @Test
    void requestsOfOnePersonAreReadFromTheIndexOfRequesters() {
        QueryPlans.assertReadFrom(plan(query(null, "p7", null, Set.of())), "access_request_by_requester");
    }

    @Test
    void whatAViewerMaySeeIsOneRangeForEachReason() {
        QueryPlans.assertReadFrom(
                plan(query(null, null, "p7", Set.of(resource(1), resource(2), resource(3)))),
                "access_request_by_requester",
                "access_request_by_beneficiary",
                "access_request_by_resource");
    }
}
