package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.QueryPlans;
import dev.hallpass.catalog.ResourceId;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the ledger adds to a page of access is read from indexes, however many grants and pairs there are. */
class EffectiveAccessPlanTest {

    private static final QueryPlans PLANS = ManyGrants.stored();
    private static final ResourceId CROWDED = new ResourceId(QueryPlans.resource(ManyGrants.CROWDED));
    private static final String[] RESOURCES = {CROWDED.toString(), CROWDED.toString()};
    private static final String[] ACCOUNTS = {"p7", "p8"};

    @AfterAll
    static void close() {
        PLANS.close();
    }

    @Test
    void theAccountsWithGrantsOnAResourceAreReadInTheirOrder() {
        for (String after : Arrays.asList(null, "p3")) {
            QueryPlans.assertReadFrom(
                    PLANS.of(KnownPairs.accountsOn(after), KnownPairs.accountsOnParameters(CROWDED, after, 51)),
                    "access_grant_in_force_by_account");
        }
    }

    @Test
    void grantsAndPairsOfAPageAreReadPlaceByPlace() {
        QueryPlans.assertReadFrom(PLANS.of(KnownPairs.GRANTS, RESOURCES, ACCOUNTS), "access_grant_in_force_by_account");
        QueryPlans.assertReadFrom(PLANS.of(KnownPairs.PAIRS, RESOURCES, ACCOUNTS), "access_pair_by_resource");
    }

    @Test
    void theResourcesOfAPersonAreReadFromTheirGrants() {
        assertThat(PLANS.of(KnownPairs.RESOURCES_OF, "p7", "p7", "acme0", new UUID(0, 0), 51))
                .contains("access_grant")
                .doesNotContain("Seq Scan on access_grant");
    }
}
