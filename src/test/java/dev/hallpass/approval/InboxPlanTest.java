package dev.hallpass.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.QueryPlans;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What waits for somebody is found among the steps that wait, however many were decided: 600 of 60,000. */
class InboxPlanTest {

    private static final int PAGE = 51;
    private static final int WAITING = 600;
    private static final QueryPlans PLANS = new QueryPlans().withResources(200, 1);

    @SuppressWarnings("NullAway.Init") // before all tests
    private static ApprovalSteps steps;

    /** Each waits for one person of 500 and one group of 100. */
    @BeforeAll
    static void storeManySteps() {
        PLANS.store("""
            insert into access_request (id, requester, beneficiary, resource_id, role, duration_seconds,
              whole_duration_seconds, justification, state, submitted_at, ended_at, version)
            select ('019a0000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'p' || i % 500, 'p' || i % 500,
              ('00000000-0000-7000-8000-' || lpad((i % 200)::text, 12, '0'))::uuid, 'write', 60, 60, 'why',
              'CANCELLED', now(), now(), 0
            from generate_series(1, 60000) i
            """);
        PLANS.store("""
            insert into approval_step (id, request_id, position, name, candidate_users, candidate_groups, state,
              opened_at, closed_at, version)
            select id, id, 0, 'Owner', array['p' || number * 7 % 500], array['g' || number / 100 % 100], 'APPROVED', now(),
              now(), 0 from (select id, substr(id::text, 25)::int as number from access_request) request
            """);
        PLANS.store("update approval_step set state = 'WAITING', closed_at = null where substr(id::text, 35) = '07'");
        PLANS.analyze();
        steps = PLANS.repository(ApprovalSteps.class);
    }

    @AfterAll
    static void close() {
        PLANS.close();
    }

    private static String plan(String[] groups, @Nullable String requester, UUID before) {
        return PLANS.of(() -> steps.waitingFor("p49", groups, requester, before, PAGE));
    }

    private static void assertReadsOnlyWhatWaits(String plan) {
        QueryPlans.assertReadsAtMost(2 * WAITING, plan);
        assertThat(plan).doesNotContain("Seq Scan on approval_step").doesNotContain("Seq Scan on access_request");
    }

    @Test
    void whatWaitsForSomebodyIsFoundWithoutWhatIsDecided() {
        String[] groups = {"g1", "g7"};

        assertReadsOnlyWhatWaits(plan(groups, null, new UUID(-1, -1)));
        assertReadsOnlyWhatWaits(plan(groups, null, QueryPlans.row(30_000)));
        assertReadsOnlyWhatWaits(plan(groups, "p207", QueryPlans.row(30_000)));
    }

    @Test
    void forWhomEverythingWaitsAPageIsReadWithoutWhatIsDecided() {
        String[] all = IntStream.range(0, 100).mapToObj(group -> "g" + group).toArray(String[]::new);

        assertReadsOnlyWhatWaits(plan(all, null, new UUID(-1, -1)));
        assertReadsOnlyWhatWaits(plan(all, null, QueryPlans.row(30_000)));
    }
}
