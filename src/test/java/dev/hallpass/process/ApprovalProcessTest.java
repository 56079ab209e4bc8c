package dev.hallpass.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.api.command.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The approval within the process: asked, reminded, answered, lapsed or withdrawn, in Camunda's own engine. */
class ApprovalProcessTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    static final DeployedEngine ENGINE = new DeployedEngine(RequestWalk::reportingEnds);

    @Test
    void twoStepsAreDecidedOneAfterTheOther() {
        var decideBy = in(Duration.ofDays(2));
        var request = RequestWalk.settled(ENGINE, "ROUTED", decideBy);
        var first = request.waitForDecision("step-1", "grace");

        request.decided(first, "APPROVE", "fine with me");
        var second = request.waitForDecision("step-2", "linus");
        request.decided(second, "APPROVE", "me too");
        request.approvalIs("AGREED");

        request.arrivesAt("StepsAgreed");
        request.provisioned("GRANT", in(HOUR));
    }

    @Test
    void theUserTaskNamesWhoMayDecideAndUntilWhen() {
        var decideBy = in(Duration.ofDays(2));
        var request = RequestWalk.settled(ENGINE, "ROUTED", decideBy);
        request.work(
                JobTypes.OPEN_NEXT_STEP,
                Map.of(
                        "approval",
                        "WAITING",
                        "stepId",
                        "step-1",
                        "candidateUsers",
                        List.of("grace", "alan"),
                        "candidateGroups",
                        List.of("security")));

        var listener = request.job(JobTypes.RECORD_WAITING_DECISION);

        assertThat(listener.getVariablesAsMap()).containsEntry("stepId", "step-1");
        var task = listener.getUserTask();
        assertThat(task.getCandidateUsers()).containsExactlyInAnyOrder("grace", "alan");
        assertThat(task.getCandidateGroups()).containsExactly("security");
        assertThat(task.getDueDate().toInstant()).isEqualTo(decideBy);
        assertThat(task.getFormKey()).as("the form of this deployment").isPositive();
    }

    @Test
    void theDecisionIsCheckedBeforeTheTaskIsCompleted() {
        var request = RequestWalk.settled(ENGINE, "ROUTED", in(HOUR));
        var task = request.waitForDecision("step-1", "grace");

        var refused = request.decide(task, "APPROVE", "for myself");
        var check = request.job(JobTypes.CHECK_DECISION);

        assertThat(check.getVariablesAsMap())
                .containsEntry("decision", "APPROVE")
                .containsEntry("comment", "for myself")
                .containsEntry("stepId", "step-1");
        ENGINE.client()
                .newCompleteCommand(check)
                .withResult(result -> result.forUserTask().deny(true, "Nobody decides for themselves."))
                .send()
                .join();
        assertThatThrownBy(refused::join)
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(409));
        request.decided(task, "DENY", "by somebody else");
    }

    @Test
    void onlyWhatTheProcessNeedsIsLeftAfterTheApproval() {
        var request = RequestWalk.settled(ENGINE, "ROUTED", in(HOUR));
        var task = request.waitForDecision("step-1", "grace");
        request.decided(task, "APPROVE", "a free text");
        request.decided(request.waitForDecision("step-2", "grace"), "APPROVE", "another one");
        request.approvalIs("AGREED");
        request.arrivesAt("StepsAgreed");

        var job = request.job(JobTypes.PROVISION);

        assertThat(job.getVariablesAsMap())
                .containsOnlyKeys(
                        "requestId",
                        "correlationId",
                        "facts",
                        "policyDecision",
                        "outcome",
                        "remindAfter",
                        "decideBy",
                        "heldTogether",
                        "approval");
    }

    @Test
    void aDeniedStepEndsTheRequest() {
        var request = RequestWalk.settled(ENGINE, "ROUTED", in(HOUR));
        var task = request.waitForDecision("step-1", "grace");
        request.decided(task, "DENY", "no");
        request.approvalIs("DENIED");

        request.arrivesAt("StepsDenied");
        request.endsAt("RequestDenied");
    }

    @Test
    void theApproversAreRemindedAndTheTaskWaitsOn() {
        var request = RequestWalk.settled(ENGINE, "ROUTED", in(Duration.ofDays(2)));
        var task = request.waitForDecision("step-1", "grace");
        request.hasNoJob(JobTypes.REMIND_APPROVERS);

        ENGINE.letPass(Duration.ofHours(4));

        request.work(JobTypes.REMIND_APPROVERS, Map.of());
        request.arrivesAt("ApproversReminded");
        request.decided(task, "APPROVE", "at last");
        request.approvalIs("AGREED");
        request.arrivesAt("StepsAgreed");
    }

    @Test
    void aRequestThatNobodyAnswersLapses() {
        var request = RequestWalk.settled(ENGINE, "ROUTED", in(Duration.ofHours(2)));
        var task = request.waitForDecision("step-1", "grace");

        ENGINE.letPass(Duration.ofHours(2));

        request.work(JobTypes.RECORD_LAPSE, Map.of());
        request.endsAt("RequestLapsed");
        isGone(request, task);
    }

    @Test
    void aRequestCanBeCancelledWhileItWaits() {
        var request = RequestWalk.settled(ENGINE, "ROUTED", in(HOUR));
        var task = request.waitForDecision("step-1", "grace");

        request.receive(MessageNames.ACCESS_REQUEST_CANCELLED);

        request.endsAt("RequestCancelled");
        isGone(request, task);
    }

    @Test
    void aCancellationThatComesEarlyIsKept() {
        var request = RequestWalk.start(ENGINE);
        request.receive(MessageNames.ACCESS_REQUEST_CANCELLED);
        request.work(JobTypes.TAKE_IN_FACTS, Map.of("facts", Map.of()));
        request.work(
                JobTypes.SETTLE_ROUTE,
                Map.of("outcome", "ROUTED", "remindAfter", "PT4H", "decideBy", in(HOUR).toString()));

        request.endsAt("RequestCancelled");
    }

    private static void isGone(RequestWalk request, long userTask) {
        assertThatThrownBy(() -> request.decide(userTask, "APPROVE", "too late").join())
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(404));
    }

    private static Instant in(Duration time) {
        return ENGINE.now().plus(time).truncatedTo(ChronoUnit.MILLIS);
    }
}
