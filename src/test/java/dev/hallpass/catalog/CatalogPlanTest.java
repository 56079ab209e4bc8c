package dev.hallpass.catalog;

import dev.hallpass.QueryPlans;
import dev.hallpass.identity.PrincipalId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each page of the catalog, and the next resource to ask about, in a company of 20,000 resources in ten applications. */
class CatalogPlanTest {

    private static final int RESOURCES = 20_000;
    private static final int APPLICATIONS = 10;
    private static final int PAGE = 51;
    private static final QueryPlans PLANS = new QueryPlans().withResources(RESOURCES, APPLICATIONS);

    private final Catalog catalog = new Catalog(PLANS.explained());

    /** 20 have a tag, 20 have an owner, and 20 were not found by the last pass. */
    @BeforeAll
    static void storeMuch() {
        PLANS.store("update resource set tags = '{rare}' where external_id::int % 1000 = 1");
        PLANS.store("update resource set owners = '{p1}' where external_id::int % 1000 = 2");
        PLANS.store("update resource set discovered_at = now() - interval '1 day' where external_id::int % 1000 = 3");
        PLANS.store("""
            insert into resource_reading (resource_id, application, kind, presence_at)
            select id, application, kind, now() - interval '2 days' from resource
            """);
        PLANS.analyze();
    }

    @AfterAll
    static void close() {
        PLANS.close();
    }

    private String plan(@Nullable String text, @Nullable String tag, @Nullable String application) {
        return PLANS.of(
                () -> catalog.search(new CatalogQuery(text, tag, application, QueryPlans.resource(10_000), PAGE)));
    }

    @Test
    void aPageOfAllIsReadInTheOrderOfTheIds() {
        QueryPlans.assertReadsAtMost(PAGE, plan(null, null, null), "resource_pkey");
    }

    @Test
    void aPageOfOneApplicationIsReadFromAnIndex() {
        QueryPlans.assertReadsAtMost(2 * PAGE * APPLICATIONS, plan(null, null, "acme7"), "Index");
    }

    @Test
    void whatHasATagOrAnOwnerIsReadFromItsIndex() {
        QueryPlans.assertReadsAtMost(20, plan(null, "rare", null), "resource_tags");
        QueryPlans.assertReadsAtMost(20, plan(null, "rare", "acme1"), "resource_tags");
        QueryPlans.assertReadsAtMost(20, PLANS.of(() -> catalog.ownedBy(new PrincipalId("p1"))), "resource_owners");
    }

    @Test
    void aResourceIsFoundByItsPathOrItsName() {
        QueryPlans.assertReadsAtMost(
                1, PLANS.of(() -> catalog.resolve("acme/r7", "resource")), "resource_by_path", "resource_by_name");
    }

    /** Nothing but an extension of PostgreSQL could do with less; so many are looked through in a few milliseconds. */
    @Test
    void aPartOfANameIsLookedForOnceInWhatFollows() {
        QueryPlans.assertReadsAtMost(RESOURCES / 2, plan("r1999", null, null), "resource_pkey");
    }

    /** An index by the time of the last pass would have to be written for each resource that a pass finds. */
    @Test
    void whatAPassHasNotFoundIsLookedForAmongThoseOfTheApplication() {
        Timestamp pass = Timestamp.from(Instant.now().minus(Duration.ofHours(1)));

        QueryPlans.assertReadsAtMost(
                RESOURCES / APPLICATIONS + 40,
                PLANS.of(FoundResources.MISSING, "acme3", pass, new String[0], pass),
                "resource_by_application",
                "resource_reading_pkey");
    }
}
