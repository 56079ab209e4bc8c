package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.connector.Urgency;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.RequestId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What concerns a grant is not held up by what is read in the background, nor is taking away by giving. */
class LedgerUrgencyTest extends AccessTest {

    private static final Duration SWEEP_GRACE = Duration.ofSeconds(4);

    /** Discovery has used up its share of the calls. */
    private static final Map<String, Object> NOTHING_LEFT_FOR_THE_BACKGROUND = Map.of(
            "hallpass.applications[0].calls-per-hour", 100,
            "hallpass.applications[0].budget.kept-for-revocations", 0,
            "hallpass.applications[0].budget.kept-from-background", 99);

    /** Grants have used up theirs, too. */
    private static final Map<String, Object> NOTHING_LEFT_BUT_FOR_REVOCATIONS = Map.of(
            "hallpass.applications[0].calls-per-hour", 100,
            "hallpass.applications[0].budget.kept-for-revocations", 99,
            "hallpass.applications[0].budget.kept-from-background", 99);

    private static void restart(Map<String, Object> budget, Map<String, Object> others) {
        Map<String, Object> all = new HashMap<>(budget);
        all.putAll(others);
        context.restart(all);
    }

    private static void check(Grant grant) {
        context.bean(AccessLedger.class).check(new Pair(grant.principal(), grant.resource(), grant.account()));
    }

    @AfterEach
    void usualSettings() {
        context.restart();
    }

    @Test
    void theSecondReadingThatBelievesWhatWasTakenFromAGrantIsMadeAtOnce() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        restart(
                NOTHING_LEFT_FOR_THE_BACKGROUND,
                Map.of("hallpass.applications[0].drift", "RESTORE", "hallpass.access.drift-confirmation", "PT3S"));
        byHand("ada", "none");

        check(grant);
        pass(Duration.ofSeconds(3));
        sweep();

        assertThat(explicit("ada")).isEqualTo("write");
    }

    @Test
    void aGrantThatCountsAgainIsBroughtAboutAtOnce() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        byHand("ada", "none");
        check(grant);
        assertThat(explicit("ada")).isEqualTo("none");
        restart(NOTHING_LEFT_FOR_THE_BACKGROUND, Map.of());

        grants().restore(grant.id());
        sweep();

        assertThat(explicit("ada")).isEqualTo("write");
    }

    @Test
    void whatIsHalfDoneForAGrantThatFailedIsTakenAwayWithTheUrgencyOfRevocations() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        fault("{\"method\":\"PUT\",\"path\":\"%s\",\"count\":1,\"reset\":\"AFTER\"}".formatted(EXPLICIT));
        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(AccessDelayedException.class);
        fault("{\"path\":\"%s\",\"count\":1,\"status\":403}".formatted(EXPLICIT));
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.Failed.class);
        assertThat(explicit("ada")).isEqualTo("write");
        restart(NOTHING_LEFT_BUT_FOR_REVOCATIONS, Map.of());

        pass(SWEEP_GRACE);
        sweep();

        assertThat(explicit("ada")).isEqualTo("none");
    }

    private static Urgency urgencyOf(RequestId request) {
        Grant grant = grantOf(request);
        return context.bean(PairUrgency.class)
                .of(
                        new Pair(grant.principal(), grant.resource(), grant.account()),
                        context.bean(Catalog.class).require(grant.resource()));
    }

    @Test
    void whatGivesNoMoreThanItShouldIsNotLookedAtWithTheUrgencyOfRevocations() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        fault("{\"method\":\"PUT\",\"path\":\"%s\",\"count\":1,\"status\":503,\"lateMillis\":3600000}"
                .formatted(EXPLICIT));
        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(AccessDelayedException.class);
        assertThat(urgencyOf(request)).as("just being given").isEqualTo(Urgency.GRANT);

        grants().provision(request);
        assertThat(urgencyOf(request)).as("a write that would do no harm").isEqualTo(Urgency.GRANT);

        pass(Duration.ofSeconds(3));
        grants().release(grantOf(request).id(), new PrincipalId("ada"));
        assertThat(urgencyOf(request)).isEqualTo(Urgency.REVOCATION);
        grants().takeBack(request);
        assertThat(urgencyOf(request)).as("the same write would do harm now").isEqualTo(Urgency.REVOCATION);
    }

    @Test
    void aWriteThatWouldGiveMoreThanTheGrantsThatAreLeftIsUrgent() {
        context.granted("ada", PAYMENTS, "read", HOUR);
        RequestId more = context.approved("ada", PAYMENTS, "admin", HOUR);
        fault("{\"method\":\"PUT\",\"path\":\"%s\",\"count\":1,\"reset\":\"BEFORE\"}".formatted(EXPLICIT));
        assertThatThrownBy(() -> grants().provision(more)).isInstanceOf(AccessDelayedException.class);
        assertThat(urgencyOf(more)).isEqualTo(Urgency.GRANT);

        context.bean(GrantUndoing.class).withdraw(more, new PrincipalId("ada"));

        assertThat(urgencyOf(more)).isEqualTo(Urgency.REVOCATION);
    }

    @Test
    void whatAnOwnerDecidesToTakeAwayGoesWithTheUrgencyOfRevocations() {
        Grant grant = context.granted("ada", PAYMENTS, "read", HOUR);
        byHand("ada", "admin");
        check(grant);
        assertThat(explicit("ada")).isEqualTo("admin");
        restart(NOTHING_LEFT_BUT_FOR_REVOCATIONS, Map.of());

        context.inTransaction(() -> context.bean(DriftResolutions.class)
                .decide(
                        context.bean(DriftFindings.class)
                                .search(new DriftQuery(null, grant.resource(), null, null, null, null, 50))
                                .getFirst()
                                .id(),
                        DriftResolution.REVOKED,
                        new PrincipalId("grace"),
                        null));
        context.bean(DriftOrders.class).carryOut();

        assertThat(explicit("ada")).isEqualTo("read");
    }
}
