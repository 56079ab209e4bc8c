package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.QueryPlans;
import dev.hallpass.catalog.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A reading of a resource to which 500 people have a permission, and of whom the ledger knows each, is compared row by
 * row: not each person with all others, and with nothing of other resources.
 */
class ObservedPairsPlanTest {

    private static final int PEOPLE = 500;
    private static final QueryPlans PLANS = ManyGrants.stored();
    private static final ResourceId RESOURCE = new ResourceId(QueryPlans.resource(7));

    private final ObservedPairs pairs = new ObservedPairs(PLANS.explained());

    @BeforeAll
    static void storeWhatWasRead() {
        PLANS.store("""
            insert into observed_permission (resource_id, holder_kind, holder, application, display_name, role, since)
            select r.id, 'ACCOUNT', p.id, r.application, '', 'read', now() from principal p cross join resource r
            """);
        PLANS.store("""
            insert into observed_account (application, account, display_name, active, seen_at, other_id)
            select 'acme0', id, '', true, now(), 'other-' || id from principal
            """);
        PLANS.analyze();
    }

    @AfterAll
    static void close() {
        PLANS.close();
    }

    @Test
    void whatDiffersFromTheLedgerIsFoundInOneGoOverBoth() {
        String plan = PLANS.of(
                () -> assertThat(pairs.differing(RESOURCE, Instant.now().plusSeconds(60)))
                        .hasSize(PEOPLE));

        QueryPlans.assertReadsAtMost(6 * PEOPLE, plan);
    }

    @Test
    void whomTheLedgerKnowsIsFoundInOneGoOverBoth() {
        List<String> accounts =
                IntStream.range(0, PEOPLE).mapToObj(person -> "p" + person).toList();
        String plan = PLANS.of(() -> assertThat(pairs.known(RESOURCE, accounts)).hasSize(PEOPLE));

        QueryPlans.assertReadsAtMost(8 * PEOPLE, plan);
        assertThat(plan).doesNotContain("Rows Removed by Join Filter");
    }

    @Test
    void resourcesWithGrantsAreFoundInOneGoOverThoseOfTheApplication() {
        String plan = PLANS.of(() -> pairs.withGrants("acme0"));

        assertThat(plan).contains("access_grant_live_by_resource").doesNotContain("Seq Scan on access_grant");
        assertThat(QueryPlans.rowsRead(plan)).as(plan).isLessThanOrEqualTo(500);
    }
}
