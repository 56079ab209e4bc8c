package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.catalog.DiscoveryRun;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.connector.DriftResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts that Bitbucket shows under other ids than before have changed nothing, and keep what they have. */
class OtherIdsTest extends AccessTest {

    private static final String HIDDEN = "{\"accountIdsHidden\":true}";

    @BeforeAll
    static void settings() {
        context.restart(Map.of(
                "hallpass.applications[0].drift", "REVOKE",
                "hallpass.access.drift-confirmation", "PT3S"));
    }

    @BeforeEach
    void fourHaveAccessOneOfThemByAGrant() {
        context.jdbc()
                .sql("delete from observed_permission; delete from observed_account;"
                        + " update resource_reading set read_at = null, problem = null")
                .update();
        byHand("ken", "write");
        byHand("ruth", "read");
        byHand("ivan", "admin");
        context.granted("ada", PAYMENTS, "write", Duration.ofDays(1));
        pass(Duration.ofMinutes(1));
        readAll();
    }

    private static void readAll() {
        pass(Duration.ofMinutes(1));
        DiscoveryRun.fully(context.application());
        pass(Duration.ofMinutes(1));
        context.bean(DriftWatch.class).checkSuspects();
        context.bean(DriftOrders.class).carryOut();
        sweep();
    }

    private static ResourceId payments() {
        return context.repository(PAYMENTS).id();
    }

    private static List<DriftFinding> findings() {
        return context.bean(DriftFindings.class).search(new DriftQuery(null, payments(), null, null, null, null, 50));
    }

    private static List<String> observed() {
        return context.jdbc()
                .sql("select holder from observed_permission where resource_id = ? and holder_kind = 'ACCOUNT'"
                        + " order by 1")
                .param(payments().value())
                .query(String.class)
                .list();
    }

    private static void assertEverybodyHasWhatTheyHad() {
        assertThat(explicit("ken")).isEqualTo("write");
        assertThat(explicit("ruth")).isEqualTo("read");
        assertThat(explicit("ivan")).isEqualTo("admin");
        assertThat(explicit("ada")).isEqualTo("write");
        assertThat(explicit("grace")).isEqualTo("admin");
    }

    @Test
    void anAccountThatIsShownByItsOtherIdIsTheSameAndShownAgainTheSameToo() {
        List<String> before = observed();
        assertThat(before).contains("557058:ken", "557058:ada");

        context.bitbucket().quirks(HIDDEN);
        readAll();
        assertThat(observed()).isEqualTo(before);
        context.bitbucket().quirks("{\"accountIdsHidden\":false}");
        readAll();

        assertThat(observed()).isEqualTo(before);
        assertThat(findings()).isEmpty();
        assertEverybodyHasWhatTheyHad();
        assertThat(context.bean(EffectiveAccesses.class)
                        .of(context.repository(PAYMENTS), "557058:ken")
                        .effective())
                .isEqualTo("write");
    }

    @Test
    void accountsThatWereAtFirstShownByTheirOtherIdOnlyStayTheSame() {
        context.jdbc()
                .sql("delete from observed_permission; delete from observed_account;"
                        + " update resource_reading set read_at = null")
                .update();
        context.bitbucket().quirks(HIDDEN);
        readAll();
        assertThat(observed()).noneMatch("557058:ken"::equals);
        context.bitbucket().quirks("{\"accountIdsHidden\":false}");
        readAll();

        assertThat(observed()).contains("557058:ken").noneMatch(holder -> holder.startsWith("{"));
        assertThat(findings()).isEmpty();
        assertEverybodyHasWhatTheyHad();
    }

    @Test
    void aReadingInWhichManyVanishAndAsManyAppearIsNotBelievedAtOnceAndNeverTakesAway() {
        List<String> before = observed();
        // Nobody knows which id belongs to which.
        context.jdbc().sql("delete from observed_account").update();
        context.bitbucket().quirks(HIDDEN);

        readAll();
        assertThat(observed()).isEqualTo(before);
        assertThat(findings()).isEmpty();
        assertThat(context.jdbc()
                        .sql("select problem from resource_reading where resource_id = ?")
                        .param(payments().value())
                        .query(String.class)
                        .single())
                .contains("not believed");
        assertThat(context.metric("hallpass.discovery.doubted")).isPositive();
        readAll();

        assertThat(observed()).as("read twice").isNotEqualTo(before);
        assertThat(findings()).isNotEmpty().allMatch(finding -> finding.response() == DriftResponse.REPORT);
        assertEverybodyHasWhatTheyHad();
    }

    @Test
    void whatTheOnlyReadingBeforeMayHaveMissedIsToldAndNotTakenAway() {
        byHand("vera", "write");
        readAll();
        pass(Duration.ofMinutes(1));
        context.bean(DriftOrders.class).carryOut();

        assertThat(findings())
                .singleElement()
                .extracting(DriftFinding::response)
                .isEqualTo(DriftResponse.REPORT);
        assertThat(explicit("vera")).isEqualTo("write");
    }

    @Test
    void whatIsReallyAddedIsStillTakenAway() {
        readAll();
        byHand("vera", "write");
        readAll();
        pass(Duration.ofMinutes(1));
        context.bean(DriftOrders.class).carryOut();

        assertThat(explicit("vera")).isEqualTo("none");
    }
}
