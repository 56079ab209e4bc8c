package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.catalog.PermissionDifference;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.catalog.ResourceVanished;
import dev.hallpass.common.ProblemException;
import dev.hallpass.connector.DriftResponse;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.identity.PrincipalId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the catalog reads is compared with the ledger and with the reading before, and people decide about it. */
class DriftWatchTest extends AccessTest {

    private static final Duration CONFIRMATION = Duration.ofSeconds(3);
    private static final PrincipalId GRACE = new PrincipalId("grace");

    private final Observed observed = new Observed(context);

    @BeforeAll
    static void settings() {
        context.restart(Map.of("hallpass.access.drift-confirmation", "PT3S"));
    }

    @BeforeEach
    void forgetWhatWasObserved() {
        observed.clear();
    }

    private static ResourceId payments() {
        return context.repository(PAYMENTS).id();
    }

    /** The catalog reads that somebody's explicit permission differs from the reading before. */
    private void seen(String person, @Nullable String before, @Nullable String after) {
        String account = "557058:" + person;
        observed.holds(
                payments(), HolderKind.ACCOUNT, account, after, context.clock().instant());
        observed.read(payments(), false, new PermissionDifference(HolderKind.ACCOUNT, account, before, after));
    }

    private static List<DriftFinding> findings() {
        return context.bean(DriftFindings.class).search(new DriftQuery(null, payments(), null, null, null, null, 50));
    }

    private static DriftFinding only() {
        assertThat(findings()).hasSize(1);
        return findings().getFirst();
    }

    private static DriftFinding decide(DriftResolution wanted) {
        return context.bean(DriftResolutions.class).decide(only().id(), wanted, GRACE, "As agreed");
    }

    private static void carryOut() {
        context.bean(DriftOrders.class).carryOut();
    }

    private static void check() {
        context.bean(DriftWatch.class).checkSuspects();
    }

    @Test
    void standingAccessThatSomebodyAddedIsFound() {
        seen("ken", null, "write");

        DriftFinding finding = only();
        assertThat(finding.kind()).isEqualTo(DriftKind.ADDED);
        assertThat(finding.principal()).isEqualTo(new PrincipalId("ken"));
        assertThat(finding.expected()).isNull();
        assertThat(finding.found()).isEqualTo("write");
        assertThat(finding.response()).isEqualTo(DriftResponse.REPORT);
        assertThat(finding.ordered()).isNull();
    }

    @Test
    void loweringRaisingAndTakingAwayAreTold() {
        seen("ken", "write", "read");
        seen("ruth", "read", "admin");
        seen("ivan", "read", null);

        assertThat(findings())
                .extracting(DriftFinding::account, DriftFinding::kind)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("557058:ken", DriftKind.LOWERED),
                        org.assertj.core.groups.Tuple.tuple("557058:ruth", DriftKind.RAISED),
                        org.assertj.core.groups.Tuple.tuple("557058:ivan", DriftKind.REMOVED));
    }

    @Test
    void theFirstReadingOfAResourceTellsNothing() {
        observed.holds(
                payments(),
                HolderKind.ACCOUNT,
                "557058:ken",
                "admin",
                context.clock().instant());
        observed.read(payments(), true, new PermissionDifference(HolderKind.ACCOUNT, "557058:ken", null, "admin"));

        assertThat(findings()).isEmpty();
    }

    @Test
    void whatIsChangedBackIsGoneByItself() {
        seen("ken", null, "write");
        seen("ken", "write", "admin");
        assertThat(only().found()).isEqualTo("admin");
        seen("ken", "admin", null);

        assertThat(only().resolution()).isEqualTo(DriftResolution.GONE_BY_ITSELF);
    }

    @Test
    void aGroupsPermissionIsAFindingThatHallpassDoesNotUndo() {
        observed.read(payments(), false, new PermissionDifference(HolderKind.GROUP, "developers", null, "admin"));

        assertThat(only().holder()).isEqualTo(HolderKind.GROUP);
        assertThat(only().principal()).isNull();
        assertThatThrownBy(() -> decide(DriftResolution.REVOKED))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("by hand");
        assertThat(decide(DriftResolution.ACCEPTED).resolvedBy()).isEqualTo("grace");
    }

    @Test
    void whatHallpassWroteItselfIsNoFinding() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        pass(CONFIRMATION.plusSeconds(1));
        seen("ada", null, "write");
        check();
        grants().release(grant.id(), grant.principal());
        grants().takeBack(grant.request());
        pass(CONFIRMATION.plusSeconds(1));
        seen("ada", "write", null);
        check();

        assertThat(findings()).isEmpty();
    }

    @Test
    void aStaleReadingOfAPairWithGrantsIsNotBelieved() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        pass(CONFIRMATION.plusSeconds(1));

        seen("ada", "write", null);
        check();
        pass(CONFIRMATION);
        check();

        assertThat(findings()).isEmpty();
        assertThat(grantOf(grant.request()).state()).isEqualTo(GrantState.ACTIVE);
        assertThat(explicit("ada")).isEqualTo("write");
    }

    @Test
    void whatSomebodyAddsAfterAGrantHasEndedIsFoundEvenIfTwoReadingsShowTheSame() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        pass(CONFIRMATION);
        grants().release(grant.id(), grant.principal());
        grants().takeBack(grant.request());
        pass(CONFIRMATION.plusSeconds(1));
        byHand("ada", "write");
        observed.holds(
                payments(),
                HolderKind.ACCOUNT,
                "557058:ada",
                "write",
                context.clock().instant());

        observed.read(payments(), false);
        observed.read(payments(), false);

        assertThat(only().kind()).isEqualTo(DriftKind.ADDED);
        assertThat(only().principal()).isEqualTo(new PrincipalId("ada"));
    }

    @Test
    void anAdditionIsTakenAwayWhenAnOwnerSaysSo() {
        byHand("ken", "write");
        seen("ken", null, "write");

        DriftFinding ordered = decide(DriftResolution.REVOKED);
        assertThat(ordered.state()).isEqualTo(DriftState.OPEN);
        assertThat(ordered.ordered()).isEqualTo(DriftResolution.REVOKED);
        carryOut();

        assertThat(explicit("ken")).isEqualTo("none");
        assertThat(only().resolution()).isEqualTo(DriftResolution.REVOKED);
        assertThat(only().resolvedBy()).isEqualTo("grace");
        assertThat(only().comment()).isEqualTo("As agreed");
        assertThat(context.jdbc()
                        .sql("select count(*) from audit_event where type = 'access.permission-written'"
                                + " and details ->> 'finding' = ?")
                        .param(only().id().toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatWasRaisedIsLoweredToWhatItWas() {
        byHand("ken", "admin");
        seen("ken", "read", "admin");

        decide(DriftResolution.REVOKED);
        carryOut();

        assertThat(explicit("ken")).isEqualTo("read");
    }

    @Test
    void takingAwayIsTriedAgainUntilItIsDone() {
        byHand("ken", "write");
        seen("ken", null, "write");
        decide(DriftResolution.REVOKED);
        fault("{\"method\":\"DELETE\",\"path\":\"permissions-config\",\"count\":1,\"status\":503}");

        carryOut();
        assertThat(only().state()).isEqualTo(DriftState.OPEN);
        assertThat(only().lastError()).isNotBlank();
        pass(Duration.ofMinutes(6));
        carryOut();

        assertThat(explicit("ken")).isEqualTo("none");
        assertThat(only().resolution()).isEqualTo(DriftResolution.REVOKED);
    }

    @Test
    void whatIsNotThereAnyMoreIsNotTakenAway() {
        seen("ken", null, "write");

        decide(DriftResolution.REVOKED);
        carryOut();

        assertThat(only().resolution()).isEqualTo(DriftResolution.GONE_BY_ITSELF);
        assertThat(context.bitbucket().outcomes()).noneMatch(call -> call.startsWith("DELETE"));
    }

    @Test
    void nothingIsGivenWithoutAGrant() {
        seen("ken", "write", null);

        assertThatThrownBy(() -> decide(DriftResolution.RESTORED))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("No grant in force");
        assertThatThrownBy(() -> decide(DriftResolution.REVOKED)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aSettledFindingCannotBeSettledAgain() {
        seen("ken", null, "write");
        decide(DriftResolution.ACCEPTED);

        assertThatThrownBy(() -> decide(DriftResolution.REVOKED))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("settled already");
    }

    @Test
    void whatIsOpenOnAResourceThatIsGoneIsOver() {
        seen("ken", null, "write");

        context.inTransaction(() -> {
            context.application().publishEvent(new ResourceVanished(payments()));
            return true;
        });

        assertThat(only().resolution()).isEqualTo(DriftResolution.GONE_BY_ITSELF);
    }

    @Test
    void resourcesWithLiveGrantsAreWatchedAndReadAgain() {
        context.granted("ada", PAYMENTS, "write", HOUR);

        assertThat(context.bean(DriftWatch.class).of("acme")).containsExactly(payments());
        context.bean(DriftWatch.class).readAll();

        assertThat(context.jdbc()
                        .sql("select wanted_since is not null from resource_reading where resource_id = ?")
                        .param(payments().value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }
}
