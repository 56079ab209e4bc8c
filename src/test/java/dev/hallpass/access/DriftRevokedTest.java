package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.catalog.PermissionDifference;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.connector.DriftResponse;
import dev.hallpass.connector.HolderKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application whose settings say that what is added by hand is taken away. */
class DriftRevokedTest extends AccessTest {

    private final Observed observed = new Observed(context);

    @BeforeAll
    static void settings() {
        context.restart(Map.of(
                "hallpass.applications[0].drift", "REVOKE",
                "hallpass.access.drift-confirmation", "PT3S",
                "hallpass.access.drift-untouched", "557058:vera"));
    }

    @BeforeEach
    void forgetWhatWasObserved() {
        observed.clear();
    }

    private static ResourceId payments() {
        return context.repository(PAYMENTS).id();
    }

    private void added(String person, boolean first) {
        byHand(person, "write");
        String account = "557058:" + person;
        observed.holds(
                payments(),
                HolderKind.ACCOUNT,
                account,
                "write",
                context.clock().instant());
        observed.read(payments(), first, new PermissionDifference(HolderKind.ACCOUNT, account, null, "write"));
    }

    private static DriftFinding only() {
        return context.bean(DriftFindings.class)
                .search(new DriftQuery(null, payments(), null, null, null, null, 50))
                .getFirst();
    }

    private static void carryOut() {
        context.bean(DriftOrders.class).carryOut();
    }

    @Test
    void anAdditionIsTakenAwayAfterASecondReading() {
        added("ken", false);
        carryOut();
        assertThat(explicit("ken")).as("not believed yet").isEqualTo("write");
        assertThat(only().response()).isEqualTo(DriftResponse.REVOKE);

        pass(Duration.ofSeconds(3));
        carryOut();

        assertThat(explicit("ken")).isEqualTo("none");
        assertThat(only().resolution()).isEqualTo(DriftResolution.REVOKED);
        assertThat(only().resolvedBy()).isEqualTo("hallpass");
    }

    @Test
    void whatAnAttemptThatBrokeOffHasDoneIsKnownOfThePairToo() {
        Grant before = context.granted("ken", PAYMENTS, "read", Duration.ofHours(1));
        pass(Duration.ofSeconds(3));
        grants().release(before.id(), before.principal());
        grants().takeBack(before.request());
        pass(Duration.ofHours(1));
        added("ken", false);
        pass(Duration.ofSeconds(3));
        fault("{\"method\":\"DELETE\",\"path\":\"%s\",\"count\":1,\"reset\":\"AFTER\"}".formatted(EXPLICIT));
        carryOut();
        assertThat(only().resolution()).isNull();
        context.jdbc().sql("update access_pair set confirmed_role = 'write'").update();

        pass(Duration.ofMinutes(10));
        carryOut();

        assertThat(only().resolution()).isEqualTo(DriftResolution.REVOKED);
        assertThat(context.jdbc()
                        .sql("select coalesce(confirmed_role, 'none') from access_pair")
                        .query(String.class)
                        .single())
                .isEqualTo("none");
    }

    @Test
    void itIsBegunOnlyIfThereAreCallsToFinishIt() {
        context.restart(Map.of(
                "hallpass.applications[0].drift", "REVOKE",
                "hallpass.access.drift-confirmation", "PT3S",
                "hallpass.applications[0].calls-per-hour", 3,
                "hallpass.applications[0].budget.kept-for-revocations", 0,
                "hallpass.applications[0].budget.kept-from-background", 0));
        try {
            added("ken", false);
            pass(Duration.ofSeconds(3));
            int before = context.bitbucket().outcomes().size();

            carryOut();

            assertThat(context.bitbucket().outcomes()).hasSize(before);
            assertThat(only().lastError()).contains("waits for the budget");
        } finally {
            settings();
        }
        pass(Duration.ofMinutes(10));
        carryOut();
        assertThat(explicit("ken")).isEqualTo("none");
    }

    @Test
    void anAccountOfNobodyKnownLosesItAsWell() {
        context.jdbc()
                .sql("delete from principal_account where principal_id = 'ivan'")
                .update();
        try {
            added("ivan", false);
            pass(Duration.ofSeconds(3));
            carryOut();

            assertThat(only().principal()).isNull();
            assertThat(explicit("ivan")).isEqualTo("none");
        } finally {
            context.jdbc()
                    .sql("insert into principal_account values ('ivan', 'acme', '557058:ivan')")
                    .update();
        }
    }

    @Test
    void theFirstReadingTakesNothingAway() {
        added("ken", true);
        pass(Duration.ofMinutes(1));
        carryOut();

        assertThat(explicit("ken")).isEqualTo("write");
    }

    @Test
    void anAccountThatIsNotToBeTouchedKeepsWhatItHas() {
        added("vera", false);
        pass(Duration.ofMinutes(1));
        carryOut();

        assertThat(only().response()).isEqualTo(DriftResponse.REPORT);
        assertThat(explicit("vera")).isEqualTo("write");
    }

    @Test
    void ourOwnAccountKeepsWhatItHas() {
        context.jdbc().sql("""
            insert into observed_account (application, account, display_name, email, active, seen_at)
            values ('acme', 'bot', 'Bot', 'hallpass-bot@acme.example', true, now())
            on conflict do nothing
            """).update();
        observed.read(payments(), false, new PermissionDifference(HolderKind.ACCOUNT, "bot", null, "admin"));

        assertThat(only().response()).isEqualTo(DriftResponse.REPORT);
        assertThat(only().ordered()).isNull();
    }

    @Test
    void anAdministratorWhoAcceptsItInTimeIsHeard() {
        added("ken", false);
        context.bean(DriftResolutions.class)
                .decide(only().id(), DriftResolution.ACCEPTED, new dev.hallpass.identity.PrincipalId("grace"), null);
        pass(Duration.ofMinutes(1));
        carryOut();

        assertThat(explicit("ken")).isEqualTo("write");
        assertThat(only().resolution()).isEqualTo(DriftResolution.ACCEPTED);
    }
}
