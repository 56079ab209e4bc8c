package dev.hallpass.access;

import dev.hallpass.QueryPlans;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The receipts of a grant are read one by one, however many there are of others. */
class ReceiptPlanTest {

    private static final QueryPlans PLANS = ManyGrants.stored();

    @BeforeAll
    static void storeManyReceipts() {
        PLANS.store("""
            insert into access_receipt (id, grant_id, action, means, at)
            select gen_random_uuid(), id, action, 'WRITE', now() from access_grant
            cross join unnest('{ACTIVATED,ENDED}'::text[]) action
            """);
        PLANS.analyze();
    }

    @AfterAll
    static void close() {
        PLANS.close();
    }

    @Test
    void thoseOfOneGrantAreReadFromTheirIndex() {
        Receipts receipts = new Receipts(PLANS.explained());

        QueryPlans.assertReadsAtMost(
                2, PLANS.of(() -> receipts.of(new GrantId(QueryPlans.row(7)))), "access_receipt_by_grant");
    }
}
