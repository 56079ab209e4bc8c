package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.request.RequestId;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A grant ended a moment ago, and Bitbucket answers as it was before: that is no baseline of the next grant. */
class OldReadingsTest extends AccessTest {

    private static final Duration CONFIRMATION = Duration.ofSeconds(3);

    @BeforeAll
    static void realConfirmation() {
        context.restart(Map.of("hallpass.access.drift-confirmation", "PT3S"));
    }

    private static void oldReadings(int count) {
        fault("{\"method\":\"GET\",\"path\":\"%s\",\"staleSeconds\":600,\"count\":%d}".formatted(EXPLICIT, count));
    }

    /** Ends a grant that has been in force for so long that nothing older can be read. */
    private static void over(Grant grant) {
        pass(CONFIRMATION);
        grants().release(grant.id(), grant.principal());
        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class);
    }

    private static long findings() {
        return context.jdbc()
                .sql("select count(*) from drift_finding")
                .query(Long.class)
                .single();
    }

    @ParameterizedTest(name = "granted write, ended; {0} is granted and the reading before says write still")
    @ValueSource(strings = {"read", "write", "admin"})
    void whatAnEarlierGrantGaveIsNotLeftAfterTheNext(String next) {
        over(context.granted("ada", PAYMENTS, "write", HOUR));
        oldReadings(1);
        RequestId request = context.approved("ada", PAYMENTS, next, HOUR);
        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(DriftSuspectedException.class);
        assertThat(grantOf(request).state()).as("nothing is proved yet").isEqualTo(GrantState.PROVISIONING);

        pass(CONFIRMATION);
        sweep();
        assertThat(grantOf(request).state()).isEqualTo(GrantState.ACTIVE);
        assertThat(explicit("ada")).as("the holder has what was granted").isEqualTo(next);
        over(grantOf(request));

        assertThat(explicit("ada")).isEqualTo("none");
        assertThat(findings()).as("nobody changed anything by hand").isZero();
    }

    @ParameterizedTest(name = "standing {0}")
    @CsvSource({"read", "admin"})
    void whatStoodBeforeStandsAgainAfterTheNext(String standing) {
        byHand("ada", standing);
        over(context.granted("ada", PAYMENTS, "write", HOUR));
        assertThat(explicit("ada")).isEqualTo(standing);
        oldReadings(1);
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        try {
            grants().provision(request);
        } catch (DriftSuspectedException suspected) {
            pass(CONFIRMATION);
            grants().provision(request);
        }
        over(grantOf(request));

        assertThat(explicit("ada")).isEqualTo(standing);
    }

    @Test
    void anOldReadingAtTheEndOfAGrantEndsNothing() {
        over(context.granted("ada", PAYMENTS, "read", HOUR));
        pass(CONFIRMATION);
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        grants().release(grant.id(), grant.principal());
        oldReadings(1);

        assertThatThrownBy(() -> grants().takeBack(grant.request())).isInstanceOf(AccessDelayedException.class);
        assertThat(grantOf(grant.request()).state()).isEqualTo(GrantState.REVOKING);
        pass(CONFIRMATION);
        sweep();

        assertOver(grant.request());
        assertThat(explicit("ada")).isEqualTo("none");
        assertThat(findings()).isZero();
    }

    @Test
    void whatAnAdministratorSetBetweenTwoGrantsIsBelievedAtTheSecondReading() {
        over(context.granted("ada", PAYMENTS, "write", HOUR));
        byHand("ada", "read");
        RequestId request = context.approved("ada", PAYMENTS, "admin", HOUR);
        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(DriftSuspectedException.class);

        pass(CONFIRMATION);
        grants().provision(request);
        over(grantOf(request));

        assertThat(explicit("ada")).isEqualTo("read");
    }

    @Test
    void aWriteWithoutEffectIsNotProvedByWhatStoodThereBefore() {
        over(context.granted("ada", PAYMENTS, "write", HOUR));
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        fault("{\"method\":\"PUT\",\"path\":\"%s\",\"count\":1,\"status\":503}".formatted(EXPLICIT));
        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(AccessDelayedException.class);
        oldReadings(1);

        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(DriftSuspectedException.class);
        assertThat(grantOf(request).state()).isEqualTo(GrantState.PROVISIONING);
        assertThat(explicit("ada")).isEqualTo("none");

        pass(CONFIRMATION);
        sweep();
        assertThat(grantOf(request).state()).isEqualTo(GrantState.ACTIVE);
        assertThat(explicit("ada")).isEqualTo("write");
        assertThat(findings()).isZero();
    }

    @Test
    void aRemovalWithoutEffectIsNotProvedByWhatStoodThereBefore() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        grants().release(grant.id(), grant.principal());
        fault("{\"method\":\"DELETE\",\"path\":\"%s\",\"count\":1,\"status\":204,\"body\":\"\"}".formatted(EXPLICIT));
        fault("{\"method\":\"GET\",\"path\":\"%s\",\"staleSeconds\":600,\"count\":1}".formatted(EFFECTIVE));

        assertThatThrownBy(() -> grants().takeBack(grant.request())).isInstanceOf(DriftSuspectedException.class);
        assertThat(grantOf(grant.request()).state()).isEqualTo(GrantState.REVOKING);
        assertThat(explicit("ada")).isEqualTo("write");

        pass(CONFIRMATION);
        sweep();
        assertOver(grant.request());
        assertThat(explicit("ada")).isEqualTo("none");
    }

    @Test
    void whatIsOverIsLookedAtOnlyOnceMoreForASuspicion() {
        over(context.granted("ada", PAYMENTS, "write", HOUR));
        byHand("ada", "read");
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(DriftSuspectedException.class);
        fault("{\"path\":\"%s\",\"count\":1,\"status\":403}".formatted(EXPLICIT));
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.Failed.class);
        pass(CONFIRMATION);

        sweep();

        assertThat(context.jdbc()
                        .sql("select count(*) from access_pair where due_at is not null")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
