package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.request.RequestId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger when calls go wrong half-way and processes die. */
class LedgerFaultsTest extends AccessTest {

    private static void assertDelayed(RequestId request) {
        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(AccessDelayedException.class);
    }

    @ParameterizedTest(name = "reset {0}")
    @ValueSource(strings = {"BEFORE", "AFTER", "BEFORE and crash", "AFTER and crash"})
    void aWriteThatGotNoAnswerIsFinishedLaterAndTheBaselineIsKept(String fault) {
        byHand("ada", "read");
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        fault("{\"method\":\"PUT\",\"path\":\"%s\",\"count\":1,\"reset\":\"%s\"}"
                .formatted(EXPLICIT, fault.startsWith("BEFORE") ? "BEFORE" : "AFTER"));

        assertDelayed(request);
        assertThat(grantOf(request).state()).isEqualTo(GrantState.PROVISIONING);
        assertThat(grantOf(request).expiresAt()).isNull();
        if (fault.endsWith("crash")) {
            context.restart();
        }
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.InForce.class);
        assertThat(explicit("ada")).isEqualTo("write");
        pass(HOUR);
        grants().takeBack(request);

        assertThat(explicit("ada")).isEqualTo("read");
        assertThat(events(request))
                .as("each write told exactly once, none taken for an administrator's")
                .doesNotContain("access.baseline-changed")
                .containsOnlyOnce("access.provisioning-failed")
                .filteredOn("access.permission-written"::equals)
                .hasSize(2);
    }

    @Test
    void aWriteThatIsNotConfirmedSinceBitbucketFailsAfterItIsFinishedLater() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        fault("{\"path\":\"%s\",\"count\":1,\"status\":503}".formatted(EFFECTIVE));

        assertDelayed(request);
        assertThat(explicit("ada")).isEqualTo("write");
        assertThat(grantOf(request).state()).isEqualTo(GrantState.PROVISIONING);
        context.restart();
        grants().provision(request);
        pass(HOUR);
        grants().takeBack(request);

        assertThat(explicit("ada")).isEqualTo("none");
        assertThat(events(request))
                .doesNotContain("access.baseline-changed")
                .filteredOn("access.permission-written"::equals)
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEFORE", "AFTER"})
    void aRevocationThatGotNoAnswerIsNotOverUntilItIsProved(String reset) {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        pass(HOUR);
        fault("{\"method\":\"DELETE\",\"path\":\"%s\",\"count\":1,\"reset\":\"%s\"}".formatted(EXPLICIT, reset));

        assertThatThrownBy(() -> grants().takeBack(grant.request())).isInstanceOf(AccessDelayedException.class);
        assertThat(grantOf(grant.request()).state()).isEqualTo(GrantState.REVOKING);
        context.restart();

        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class);
        assertThat(explicit("ada")).isEqualTo("none");
        assertThat(events(grant.request()))
                .doesNotContain("access.baseline-changed")
                .containsOnlyOnce("access.revocation-failed", "grant.ended")
                .filteredOn("access.permission-written"::equals)
                .hasSize(2);
    }

    @Test
    void aStaleReadBackIsNoProof() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        fault("{\"method\":\"GET\",\"path\":\"%s\",\"staleSeconds\":60}".formatted(EXPLICIT));

        assertDelayed(request);
        assertThat(explicit("ada")).isEqualTo("write");
        assertThat(grantOf(request).state()).isEqualTo(GrantState.PROVISIONING);
        assertThat(grantOf(request).failedAttempts()).isEqualTo(1);
        context.bitbucket().clearFaults();
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.InForce.class);
        pass(HOUR);
        grants().takeBack(request);

        assertThat(explicit("ada")).isEqualTo("none");
    }

    @Test
    void aRoleThatHallpassWroteEarlierIsAnAdministratorsChangeTooOnceNoWriteIsOpen() {
        Grant read = context.granted("ada", PAYMENTS, "read", HOUR.multipliedBy(2));
        Grant write = context.granted("ada", PAYMENTS, "write", HOUR);
        byHand("ada", "read");
        pass(HOUR);
        grants().takeBack(write.request());
        assertThat(explicit("ada")).isEqualTo("read");
        pass(HOUR);
        grants().takeBack(read.request());

        assertThat(explicit("ada")).isEqualTo("read");
    }

    @Test
    void aHalfDoneWriteOfAGrantThatFailedIsUndone() {
        byHand("ada", "read");
        RequestId request = context.approved("ada", PAYMENTS, "admin", HOUR);
        fault("{\"method\":\"PUT\",\"path\":\"%s\",\"count\":1,\"reset\":\"AFTER\"}".formatted(EXPLICIT));
        assertDelayed(request);
        fault("{\"path\":\"%s\",\"count\":1,\"status\":403}".formatted(EXPLICIT));
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.Failed.class);
        assertThat(explicit("ada")).isEqualTo("admin");

        pass(Duration.ofMinutes(1));
        sweep();

        assertThat(explicit("ada")).isEqualTo("read");
    }

    @Test
    void failuresBeforeAGrantWasInForceAreNoFailingRevocations() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        fault("{\"method\":\"PUT\",\"path\":\"%s\",\"count\":1,\"status\":503}".formatted(EXPLICIT));
        assertDelayed(request);
        assertThat(grantOf(request).failedAttempts()).isEqualTo(1);

        grants().provision(request);
        grants().release(grantOf(request).id(), grantOf(request).principal());

        assertThat(grantOf(request).failedAttempts()).isZero();
        assertThat(context.metric("hallpass.revocations.failing")).isZero();
    }

    @Test
    void aChangeWaitsForAnotherOfTheSamePairOnlySoLong() throws SQLException {
        context.restart(Map.of("hallpass.access.lock-timeout", "PT0.2S"));
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        Pair pair = new Pair(
                context.person("ada").id(), context.repository(PAYMENTS).id(), "557058:ada");
        try (Connection other = context.dataSource().getConnection()) {
            other.setAutoCommit(false);
            try (var lock = other.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
                lock.setString(1, pair.lockName());
                lock.execute();
            }
            assertDelayed(request);
            other.rollback();
        } finally {
            context.restart();
        }
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.InForce.class);
    }

    @Test
    void manyChangesOfOnePairAtTheSameTimeEndAsOneAfterTheOther() throws Exception {
        byHand("ada", "read");
        List<RequestId> requests = new ArrayList<>();
        for (String role : List.of("write", "read", "admin", "write", "read", "write", "admin", "read")) {
            requests.add(context.approved("ada", PAYMENTS, role, HOUR));
        }

        inParallel(requests, request -> grants().provision(request));
        assertThat(explicit("ada")).isEqualTo("admin");
        pass(HOUR);
        Collections.reverse(requests);
        inParallel(requests, request -> grants().takeBack(request));

        assertThat(explicit("ada")).isEqualTo("read");
        requests.forEach(AccessTest::assertOver);
    }

    private static void inParallel(List<RequestId> requests, Consumer<RequestId> action) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            requests.forEach(request -> running.add(threads.submit(() -> action.accept(request))));
            for (Future<?> each : running) {
                each.get();
            }
        }
    }
}
