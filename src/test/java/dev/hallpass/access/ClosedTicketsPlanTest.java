package dev.hallpass.access;

import dev.hallpass.QueryPlans;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a closed ticket justified, and what somebody was granted before, is found without reading all of it. */
class ClosedTicketsPlanTest {

    private static final QueryPlans PLANS = ManyGrants.stored();

    /** 10,000 requests are open, each ten with the same ticket. */
    @BeforeAll
    static void storeTickets() {
        PLANS.store("""
            update access_request set state = 'SUBMITTED', ended_at = null,
              ticket = 'ops-' || substr(id::text, 32)::int / 10
            where id > '019a0000-0000-7000-8000-000000030000'
            """);
        PLANS.analyze();
    }

    @AfterAll
    static void close() {
        PLANS.close();
    }

    @Test
    void theRequestsOfATicketAreReadFromTheIndexOfTickets() {
        QueryPlans.assertReadsAtMost(
                30,
                PLANS.of(ClosedTickets.REQUESTS, "OPS-3500", new String[] {"SUBMITTED", "ACTIVE"}),
                "access_request_ticket");
    }

    @Test
    void grantsInForceOfAPersonAreReadFromTheIndexOfThem() {
        QueryPlans.assertReadsAtMost(100, PLANS.of(GrantFacts.IN_FORCE, "p7"), "access_grant_live");
    }
}
