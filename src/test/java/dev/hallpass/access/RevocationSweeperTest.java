package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fail-safe: whatever is overdue goes, with no engine anywhere. */
class RevocationSweeperTest extends AccessTest {

    private static final Duration GRACE = Duration.ofSeconds(3);

    @Test
    void anOverdueGrantIsRevokedWithoutTheEngineAfterTheGrace() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        double before = context.metric("hallpass.sweeper.revocations");

        pass(HOUR.plus(GRACE).minusMillis(1));
        sweep();
        assertThat(grantOf(grant.request()).state()).isEqualTo(GrantState.ACTIVE);
        pass(Duration.ofMillis(1));
        sweep();

        assertOver(grant.request());
        assertThat(explicit("ada")).isEqualTo("none");
        assertThat(context.metric("hallpass.sweeper.revocations")).isEqualTo(before + 1);
        assertThat(context.bean(AccessRequests.class).require(grant.request()).expiredToGone())
                .contains(GRACE);
    }

    @Test
    void aReleasedGrantGoesEvenIfTheEngineNeverHearsOfIt() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        grants().release(grant.id(), grant.principal());

        pass(GRACE);
        sweep();

        assertOver(grant.request());
        assertThat(explicit("ada")).isEqualTo("none");
    }

    @Test
    void aPermissionThatWasWrittenButNeverSettledGetsItsEndWithoutTheEngine() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        fault("{\"method\":\"PUT\",\"path\":\"permissions-config\",\"count\":1,\"reset\":\"AFTER\"}");
        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(AccessDelayedException.class);
        assertThat(explicit("ada")).isEqualTo("write");

        pass(HOUR);
        sweep();
        assertThat(grantOf(request).state()).isEqualTo(GrantState.ACTIVE);
        pass(HOUR.plus(GRACE));
        sweep();

        assertOver(request);
        assertThat(explicit("ada")).isEqualTo("none");
    }

    @Test
    void manyOverdueGrantsGoInOneSweep() {
        List<RequestId> requests = new ArrayList<>();
        for (String person : List.of("ada", "ken", "ruth", "ivan", "grace", "alan")) {
            for (String repository : List.of(PAYMENTS, "payments-ledger", "web-shop", "docs-site", "secrets-vault")) {
                requests.add(context.granted(person, repository, "write", HOUR).request());
            }
        }

        pass(HOUR.plus(GRACE));
        sweep();

        requests.forEach(AccessTest::assertOver);
        assertThat(explicit("grace")).isEqualTo("admin");
    }

    @Test
    void whileBitbucketFailsItIsTriedForEverWithGrowingDelayAndNeverCalledEnded() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        fault("{\"path\":\"permissions\",\"status\":503}");
        pass(HOUR.plus(GRACE));
        List<Duration> delays = new ArrayList<>();

        for (int attempt = 1; attempt <= 12; attempt++) {
            sweep();
            Grant failing = grantOf(grant.request());
            assertThat(failing.state()).isEqualTo(GrantState.REVOKING);
            assertThat(failing.failedAttempts()).isEqualTo(attempt);
            assertThat(failing.lastError()).contains("Unavailable");
            assertThat(context.bean(AccessRequests.class)
                            .require(grant.request())
                            .state())
                    .isEqualTo(RequestState.REVOKING);
            delays.add(delayOf(failing));
            sweep();
            assertThat(grantOf(grant.request()).failedAttempts())
                    .as("not before its time")
                    .isEqualTo(attempt);
            pass(delayOf(failing));
        }

        assertThat(explicit("ada")).isEqualTo("write");
        assertThat(context.metric("hallpass.revocations.failing")).isEqualTo(1);
        assertThat(delays.getFirst()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(delays.get(6)).isGreaterThanOrEqualTo(Duration.ofSeconds(32));
        assertThat(delays.getLast()).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
        assertThat(events(grant.request()))
                .filteredOn("access.revocation-failed"::equals)
                .hasSize(12);

        context.bitbucket().clearFaults();
        sweep();
        assertOver(grant.request());
        assertThat(explicit("ada")).isEqualTo("none");
        assertThat(context.metric("hallpass.revocations.failing")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void neverBeforeBitbucketSaysSo(int status) {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        fault("{\"method\":\"DELETE\",\"status\":%d,\"headers\":{\"Retry-After\":\"120\"}}".formatted(status));
        pass(HOUR.plus(GRACE));

        sweep();

        assertThat(delayOf(grantOf(grant.request()))).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
        assertThat(context.metric("hallpass.revocations.failing")).isEqualTo(1);
        context.bitbucket().clearFaults();
        pass(Duration.ofMinutes(3));
        sweep();
        assertOver(grant.request());
    }

    @Test
    void anAnswerWithoutAnEffectIsNoProof() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        fault("{\"method\":\"DELETE\",\"path\":\"%s\",\"status\":204,\"body\":\"\"}".formatted(EXPLICIT));
        pass(HOUR.plus(GRACE));

        sweep();

        assertThat(grantOf(grant.request()).state()).isEqualTo(GrantState.REVOKING);
        assertThat(grantOf(grant.request()).failedAttempts()).isEqualTo(1);
        assertThat(grantOf(grant.request()).lastError()).contains("write");
        context.bitbucket().clearFaults();
        pass(Duration.ofMinutes(10));
        sweep();
        assertOver(grant.request());
    }

    @Test
    void oneThatFailsDoesNotHoldUpTheOthers() {
        Grant stuck = context.granted("ada", "secrets-vault", "write", HOUR);
        Grant other = context.granted("ada", PAYMENTS, "write", HOUR);
        fault("{\"path\":\"%s\",\"status\":500}".formatted("000000000005"));
        pass(HOUR.plus(GRACE));

        sweep();

        assertOver(other.request());
        assertThat(grantOf(stuck.request()).state()).isEqualTo(GrantState.REVOKING);
    }

    @Test
    void anApplicationThatIsNotInTheSettingsAnyMoreIsAFailingRevocationToo() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        pass(HOUR.plus(GRACE));
        context.restart(Map.of("hallpass.applications[0].name", "other"));
        try {
            sweep();
            assertThat(grantOf(grant.request()).failedAttempts()).isEqualTo(1);
            assertThat(context.metric("hallpass.revocations.failing")).isEqualTo(1);
        } finally {
            context.restart();
        }
        pass(Duration.ofMinutes(1));
        sweep();
        assertOver(grant.request());
    }

    private static Duration delayOf(Grant grant) {
        Instant next = Objects.requireNonNull(grant.nextAttemptAt());
        return Duration.between(context.clock().instant(), next);
    }
}
