package dev.hallpass.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.identity.PrincipalId;
import dev.hallpass.policy.RouteStep;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes of decisions in another client, which complete the user task. */
class TaskCompletionsTest extends ApprovalTest {

    @ParameterizedTest
    @CsvSource({
        "ken,    APPROVE, approvers",
        "olga,   APPROVE, active",
        "nobody, APPROVE, no person",
        ",       APPROVE, Claim",
        "' ',    APPROVE, Claim",
        "grace,  YES,     decision",
        "grace,  ,        decision",
        "grace,  approve, decision"
    })
    void anotherClientGetsAroundNothing(@Nullable String assignee, @Nullable String verdict, String reason) {
        RequestId id = waiting(new RouteStep("Owner", Set.of(GRACE, new PrincipalId("olga")), Set.of(), TIMES));
        StepId step = open(id).id();

        assertThat(approvals().completing(step, assignee, verdict, null).orElseThrow())
                .contains(reason);

        assertThat(request(id).state()).isEqualTo(RequestState.AWAITING_APPROVAL);
        assertThat(events(id, "approval.decision-refused")).isEqualTo(1);
    }

    @Test
    void aCommentOrAssigneeThatCannotBeKeptIsRefused() {
        StepId step = open(waiting(OWNER)).id();

        assertThat(approvals().completing(step, "grace", "APPROVE", "x".repeat(2001)))
                .isPresent();
        assertThat(approvals().completing(step, "grace", "APPROVE", "zero\0byte"))
                .isPresent();
        assertThat(approvals().completing(step, "gr\0ace", "APPROVE", null)).isPresent();
        assertThat(approvals().completing(step, "grace", "APPROVE", "x".repeat(2000)))
                .isEmpty();
    }

    @Test
    void whoDecidesInAnotherClientDecidesOnce() {
        RequestId id = waiting(OWNER);
        StepId step = open(id).id();

        assertThat(approvals().completing(step, "grace", "APPROVE", "ok")).isEmpty();
        assertThat(approvals().completing(step, "grace", "APPROVE", "ok")).isEmpty();

        assertThat(request(id).state()).isEqualTo(RequestState.APPROVED);
        assertThat(approvals().decisionsOf(id)).hasSize(1);
        assertThat(commands(id)).as("the task completes itself").isEmpty();
    }

    @Test
    void aDecisionInAnotherClientAfterOneHereIsDeniedAndNotTakenForSuccess() {
        RequestId id = waiting(OWNER);
        StepId step = approvals().stepsOf(id).getFirst().id();
        approvals().decide(id, GRACE, Verdict.APPROVE, null);

        assertThat(approvals().completing(step, null, null, null))
                .as("our own completion of the task")
                .isEmpty();
        assertThat(approvals().completing(step, "alan", "DENY", null).orElseThrow())
                .contains("grace");
        assertThat(approvals().completing(step, "grace", "DENY", null)).isPresent();
        assertThat(approvals().completing(step, "grace", "APPROVE", null)).isEmpty();
    }

    @Test
    void aTaskMadeAfterTheDecisionIsCompletedAtOnce() {
        RequestId id = waiting(OWNER);
        StepId step = open(id).id();
        routes().waitsAs(step, 77L);
        approvals().decide(id, GRACE, Verdict.APPROVE, null);

        routes().waitsAs(step, 78L);

        assertThat(commands(id))
                .containsExactly(
                        new ProcessCommand.CompleteStep(id, step.value()),
                        new ProcessCommand.CompleteStep(id, step.value()));
        assertThat(approvals().findStep(step).orElseThrow().userTaskKey()).isEqualTo(78L);
    }
}
