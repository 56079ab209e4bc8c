package dev.hallpass.access;

import dev.hallpass.QueryPlans;
import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the ledger looks for by itself is read from indexes, however many grants and pairs there were. */
class LedgerPlanTest {

    private static final QueryPlans PLANS = ManyGrants.stored();

    @AfterAll
    static void close() {
        PLANS.close();
    }

    @Test
    void thePairsToBeLookedAtAreReadFromTheirIndex() {
        QueryPlans.assertReadFrom(PLANS.of(PairBalances.DUE, Timestamp.from(Instant.EPOCH), 200), "access_pair_due");
    }

    @Test
    void pairsThatNoGrantIsAtWorkOnAreReadFromTheIndexOfOpenOnes() {
        QueryPlans.assertReadFrom(
                PLANS.of(PairBalances.OPEN_WITHOUT_GRANTS, Timestamp.from(Instant.EPOCH), 200), "access_pair_open");
    }

    @Test
    void theGrantOfAPairThatEndedLastIsReadFromItsIndex() {
        QueryPlans.assertReadFrom(
                PLANS.of("select * from access_grant where principal_id = 'p7'"
                        + " and resource_id = '00000000-0000-7000-8000-000000000007' and account = 'p7'"
                        + " and state = 'ENDED' order by ended_at desc limit 1"),
                "access_grant_ended");
    }
}
