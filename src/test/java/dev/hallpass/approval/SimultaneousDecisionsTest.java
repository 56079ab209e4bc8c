package dev.hallpass.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

/** Of those who act on one request at the same instant, one counts. */
class SimultaneousDecisionsTest extends ApprovalTest {

    @RepeatedTest(8)
    void ofTwoApproversAtTheSameInstantExactlyOneDecides() throws Exception {
        RequestId id = waiting(OWNER);

        List<@Nullable ProblemException> outcomes = atOnce(
                () -> approvals().decide(id, GRACE, Verdict.APPROVE, null),
                () -> approvals().decide(id, ALAN, Verdict.DENY, null));

        assertThat(outcomes).filteredOn(each -> each == null).hasSize(1);
        assertThat(outcomes)
                .filteredOn(each -> each != null)
                .singleElement()
                .satisfies(each -> assertThat(each.getMessage()).containsAnyOf("APPROVED", "DENIED"));
        assertThat(approvals().decisionsOf(id)).hasSize(1);
        assertThat(request(id).state())
                .isEqualTo(
                        approvals().decisionsOf(id).getFirst().verdict() == Verdict.APPROVE
                                ? RequestState.APPROVED
                                : RequestState.DENIED);
        assertThat(events(id, "approval.decided")).isEqualTo(1);
    }

    @RepeatedTest(4)
    void aDoubleClickDecidesOnce() throws Exception {
        RequestId id = waiting(OWNER, SECURITY);

        List<@Nullable ProblemException> outcomes = atOnce(
                () -> approvals().decide(id, GRACE, Verdict.APPROVE, null),
                () -> approvals().decide(id, GRACE, Verdict.APPROVE, null));

        assertThat(outcomes).filteredOn(each -> each == null).hasSize(1);
        assertThat(approvals().decisionsOf(id)).hasSize(1);
        assertThat(commands(id)).hasSize(1);
    }

    @RepeatedTest(8)
    void aLapseAndADecisionAtTheSameInstantAreOneOrTheOther() throws Exception {
        RequestId id = waiting(OWNER);

        atOnce(() -> routes().lapse(id), () -> approvals().decide(id, GRACE, Verdict.APPROVE, null));

        if (approvals().decisionsOf(id).isEmpty()) {
            assertThat(request(id).state()).isEqualTo(RequestState.LAPSED);
            assertThat(commands(id)).isEmpty();
        } else {
            assertThat(request(id).state()).isEqualTo(RequestState.APPROVED);
            assertThat(commands(id)).as("the process has missed it").contains(new ProcessCommand.StartAgain(id));
        }
    }

    @RepeatedTest(4)
    void aCancellationAndADecisionAtTheSameInstantAreOneOrTheOther() throws Exception {
        RequestId id = waiting(OWNER);

        List<@Nullable ProblemException> outcomes = atOnce(
                () -> approvals().cancel(id, new PrincipalId("ada")),
                () -> approvals().decide(id, GRACE, Verdict.APPROVE, null));

        assertThat(outcomes).filteredOn(each -> each == null).hasSize(1);
        assertThat(request(id).state())
                .isEqualTo(approvals().decisionsOf(id).isEmpty() ? RequestState.CANCELLED : RequestState.APPROVED);
    }

    private static List<@Nullable ProblemException> atOnce(Callable<?>... calls) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(calls.length);
        List<@Nullable ProblemException> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<@Nullable ProblemException>> running = new ArrayList<>();
            for (Callable<?> call : calls) {
                running.add(threads.submit(() -> {
                    barrier.await();
                    try {
                        call.call();
                        return null;
                    } catch (ProblemException e) {
                        return e;
                    }
                }));
            }
            for (Future<@Nullable ProblemException> each : running) {
                outcomes.add(each.get());
            }
        }
        return outcomes;
    }
}
