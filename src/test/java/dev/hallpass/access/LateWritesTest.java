package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.DriftResponse;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.request.RequestId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A write of ours that got no answer takes effect after what was written later: it is ours, and is put right. */
class LateWritesTest extends AccessTest {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(16);

    private boolean otherSettings;

    private void settings(String name, String value) {
        otherSettings = true;
        context.restart(Map.of(name, value));
    }

    private void answering(DriftResponse drift) {
        if (drift != DriftResponse.REPORT) {
            settings("hallpass.applications[0].drift", drift.name());
        }
    }

    @AfterEach
    void usualSettings() {
        if (otherSettings) {
            context.restart();
        }
    }

    /** The next write gets an error for an answer, and takes effect when the test says so. */
    private static void nextWriteIsLate(String method) {
        fault("{\"method\":\"%s\",\"path\":\"%s\",\"count\":1,\"status\":503,\"lateMillis\":3600000}"
                .formatted(method, EXPLICIT));
    }

    private static void land() {
        context.bitbucket().call("POST", "late-writes", "");
    }

    private static void provisionDelayed(RequestId request) {
        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(AccessDelayedException.class);
    }

    /** A grant whose first write is still on its way, and whose second was answered. */
    private static Grant grantedWhileAWriteIsOnItsWay(String role) {
        RequestId request = context.approved("ada", PAYMENTS, role, HOUR);
        nextWriteIsLate("PUT");
        provisionDelayed(request);
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.InForce.class);
        return grantOf(request);
    }

    private static void over(Grant grant) {
        grants().release(grant.id(), grant.principal());
        grants().takeBack(grant.request());
        assertOver(grant.request());
    }

    private static void look(Duration later) {
        pass(later);
        sweep();
    }

    private static long outstanding() {
        return context.jdbc()
                .sql("select count(*) from access_pair where late_roles <> '{}' or due_at is not null")
                .query(Long.class)
                .single();
    }

    private static long findings() {
        return context.jdbc()
                .sql("select count(*) from drift_finding")
                .query(Long.class)
                .single();
    }

    @ParameterizedTest
    @EnumSource(DriftResponse.class)
    void aPermissionThatComesAfterItsRevocationIsTakenAwayAgainAndTold(DriftResponse drift) {
        answering(drift);
        byHand("ada", "read");
        Grant grant = grantedWhileAWriteIsOnItsWay("admin");
        over(grant);
        land();
        assertThat(explicit("ada")).isEqualTo("admin");

        look(FIRST_LOOK);

        assertThat(explicit("ada")).isEqualTo("read");
        assertThat(findings()).as("nobody changed anything by hand").isZero();
        assertThat(events(grant.request()))
                .doesNotContain("access.baseline-changed")
                .containsOnlyOnce("access.late-write-found", "grant.ended");
        assertThat(grants().receipts(grant.id()))
                .extracting(Receipt::action)
                .containsExactly(ReceiptAction.ACTIVATED, ReceiptAction.ENDED, ReceiptAction.REPAIRED);
        Receipt repaired = grants().receipts(grant.id()).getLast();
        assertThat(repaired.means()).isEqualTo(ReceiptMeans.WRITE);
        assertThat(repaired.before()).isEqualTo("admin");
        assertThat(repaired.written()).isEqualTo("read");
        assertThat(repaired.explicitAfter()).isEqualTo("read");
        assertThat(context.metric("hallpass.ledger.late.writes")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 100, 250, 500, 599})
    void itIsFoundWheneverInItsWindowItComes(int second) {
        Grant grant = grantedWhileAWriteIsOnItsWay("write");
        over(grant);
        for (int passed = 0; passed < second; passed++) {
            pass(Duration.ofSeconds(1));
            if (passed % 5 == 0) {
                sweep();
            }
        }
        land();
        assertThat(explicit("ada")).isEqualTo("write");

        pass(WINDOW.minusSeconds(second).plusSeconds(1));
        sweep();

        assertThat(explicit("ada")).isEqualTo("none");
    }

    @Test
    void itIsFoundAfterItsWindowIfNobodyCouldLookBefore() {
        Grant grant = grantedWhileAWriteIsOnItsWay("write");
        over(grant);
        land();
        pass(Duration.ofDays(2));
        context.restart();

        sweep();

        assertThat(explicit("ada")).isEqualTo("none");
        assertThat(findings()).isZero();
    }

    @Test
    void afterTheWindowThePairIsLeftAlone() {
        Grant grant = grantedWhileAWriteIsOnItsWay("write");
        over(grant);
        int before = context.bitbucket().requests().size();
        for (int i = 0; i < 60; i++) {
            look(Duration.ofSeconds(15));
        }

        assertThat(outstanding()).isZero();
        assertThat(context.bitbucket().requests().size() - before)
                .as("calls to look for it")
                .isBetween(5, 9);
    }

    @Test
    void aWriteOfAGrantThatFailedDoesNoHarmToAnotherInForce() {
        RequestId failing = context.approved("ada", PAYMENTS, "admin", HOUR);
        nextWriteIsLate("PUT");
        provisionDelayed(failing);
        fault("{\"path\":\"%s\",\"count\":1,\"status\":403}".formatted(EXPLICIT));
        assertThat(grants().provision(failing)).isInstanceOf(Provisioned.Failed.class);
        Grant reading = context.granted("ada", PAYMENTS, "read", HOUR);
        land();

        look(FIRST_LOOK);

        assertThat(explicit("ada")).isEqualTo("read");
        assertThat(findings()).isZero();
        assertThat(grants().receipts(reading.id()))
                .extracting(Receipt::action)
                .containsExactly(ReceiptAction.ACTIVATED, ReceiptAction.REPAIRED);
        look(HOUR);
        assertThat(explicit("ada")).isEqualTo("none");
    }

    @ParameterizedTest
    @EnumSource(DriftResponse.class)
    void aRevocationThatComesTooLateDoesNotTakeTheNextGrant(DriftResponse drift) {
        answering(drift);
        Grant first = context.granted("ada", PAYMENTS, "write", HOUR);
        grants().release(first.id(), first.principal());
        nextWriteIsLate("DELETE");
        assertThatThrownBy(() -> grants().takeBack(first.request())).isInstanceOf(AccessDelayedException.class);
        grants().takeBack(first.request());
        Grant second = context.granted("ada", PAYMENTS, "write", HOUR);
        land();
        assertThat(explicit("ada")).isEqualTo("none");

        look(FIRST_LOOK);

        assertThat(explicit("ada")).isEqualTo("write");
        assertThat(grantOf(second.request()).state()).isEqualTo(GrantState.ACTIVE);
        assertThat(grantOf(second.request()).setAsideAt()).isNull();
        assertThat(findings()).isZero();
        assertThat(grants().receipts(second.id()))
                .extracting(Receipt::action)
                .containsExactly(ReceiptAction.ACTIVATED, ReceiptAction.REPAIRED);
    }

    @Test
    void whatCameTooLateIsNoBaselineOfTheNextGrant() {
        byHand("ada", "read");
        over(grantedWhileAWriteIsOnItsWay("admin"));
        land();

        Grant next = context.granted("ada", PAYMENTS, "write", HOUR);
        assertThat(explicit("ada")).isEqualTo("write");
        over(next);

        assertThat(explicit("ada")).isEqualTo("read");
    }

    @Test
    void anAdministratorsOtherChangeIsStillOne() {
        Grant grant = grantedWhileAWriteIsOnItsWay("write");
        byHand("ada", "admin");
        look(FIRST_LOOK);
        assertThat(findings()).isOne();

        over(grant);

        assertThat(explicit("ada")).isEqualTo("admin");
    }

    @Test
    void whatAnAdministratorSetsJustAsOurWriteWouldIsTakenForOurs() {
        over(grantedWhileAWriteIsOnItsWay("write"));
        byHand("ada", "write");
        look(FIRST_LOOK);
        assertThat(explicit("ada")).isEqualTo("none");

        look(WINDOW);
        look(WINDOW);
        byHand("ada", "write");
        look(WINDOW);

        assertThat(explicit("ada"))
                .as("once our own write cannot come any more")
                .isEqualTo("write");
    }

    @Test
    void aWriteThatWasSeenToHaveTakenEffectIsNotLookedFor() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        fault("{\"method\":\"PUT\",\"path\":\"%s\",\"count\":1,\"reset\":\"AFTER\"}".formatted(EXPLICIT));
        provisionDelayed(request);
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.InForce.class);
        assertThat(outstanding()).isZero();
        over(grantOf(request));

        byHand("ada", "write");
        Grant next = context.granted("ada", PAYMENTS, "admin", HOUR);
        over(next);

        assertThat(explicit("ada")).as("an administrator's change").isEqualTo("write");
    }

    @Test
    void ofTwoAlikeOneMayStillCome() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        nextWriteIsLate("PUT");
        provisionDelayed(request);
        fault("{\"method\":\"PUT\",\"path\":\"%s\",\"count\":1,\"reset\":\"AFTER\"}".formatted(EXPLICIT));
        provisionDelayed(request);
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.InForce.class);
        over(grantOf(request));
        land();

        look(FIRST_LOOK);

        assertThat(explicit("ada")).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 429})
    void aWriteThatWasRefusedCannotComeLater(int status) {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        grants().release(grant.id(), grant.principal());
        fault("{\"method\":\"DELETE\",\"path\":\"%s\",\"count\":1,\"status\":%d}".formatted(EXPLICIT, status));
        assertThatThrownBy(() -> grants().takeBack(grant.request())).isInstanceOf(AccessDelayedException.class);
        pass(Duration.ofMinutes(2));

        grants().takeBack(grant.request());

        assertOver(grant.request());
        assertThat(outstanding()).isZero();
    }

    @Test
    void aRepairOfAGrantInForceThatGotNoAnswerIsMadeAgainByItself() {
        answering(DriftResponse.RESTORE);
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        byHand("ada", "none");
        fault("{\"method\":\"PUT\",\"path\":\"%s\",\"count\":1,\"status\":503}".formatted(EXPLICIT));
        Pair pair = new Pair(grant.principal(), grant.resource(), grant.account());
        assertThatThrownBy(() -> context.bean(AccessLedger.class).check(pair)).isInstanceOf(RuntimeException.class);

        look(FIRST_LOOK);

        assertThat(explicit("ada")).isEqualTo("write");
        assertThat(grants().receipts(grant.id()))
                .extracting(Receipt::action)
                .containsExactly(ReceiptAction.ACTIVATED, ReceiptAction.REPAIRED);
    }

    @Test
    void aReadingOfTheCatalogTakesWhatComesLateForNobodysChange() {
        byHand("ada", "read");
        Grant grant = grantedWhileAWriteIsOnItsWay("admin");
        over(grant);
        land();
        pass(Duration.ofSeconds(5));
        Observed catalog = new Observed(context);

        catalog.holds(
                grant.resource(),
                HolderKind.ACCOUNT,
                grant.account(),
                "admin",
                context.clock().instant());
        catalog.read(grant.resource(), false);
        catalog.clear();
        context.bean(DriftWatch.class).checkSuspects();

        assertThat(findings()).isZero();
        assertThat(explicit("ada")).isEqualTo("read");
    }

    @Test
    void anOldReadingIsNoBaselineOfTheNextGrant() {
        settings("hallpass.access.drift-confirmation", "PT3S");
        Grant first = context.granted("ada", PAYMENTS, "write", HOUR);
        pass(Duration.ofSeconds(3));
        over(first);
        fault("{\"method\":\"GET\",\"path\":\"%s\",\"staleSeconds\":600,\"count\":1}".formatted(EXPLICIT));
        RequestId second = context.approved("ada", PAYMENTS, "write", HOUR);
        assertThatThrownBy(() -> grants().provision(second)).isInstanceOf(DriftSuspectedException.class);

        pass(Duration.ofSeconds(3));
        grants().provision(second);
        pass(Duration.ofSeconds(3));
        over(grantOf(second));

        assertThat(explicit("ada")).isEqualTo("none");
    }

    @Test
    void manyWritesWithoutAnswerAreLookedForAsOne() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        for (int i = 0; i < 4; i++) {
            nextWriteIsLate("PUT");
            provisionDelayed(request);
            pass(Duration.ofSeconds(30));
        }
        grants().provision(request);

        assertThat(context.jdbc()
                        .sql("select late_roles from access_pair where account = '557058:ada'")
                        .query((row, number) ->
                                List.of((String[]) row.getArray(1).getArray()))
                        .single())
                .containsExactly("write");
        over(grantOf(request));
        land();
        look(Duration.ofSeconds(31));
        assertThat(explicit("ada")).isEqualTo("none");
    }
}
