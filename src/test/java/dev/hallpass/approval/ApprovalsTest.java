package dev.hallpass.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.common.ProblemKind;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people decide in the steps of a route, and what becomes of it. */
class ApprovalsTest extends ApprovalTest {

    @Test
    void allStepsOneAfterTheOtherMakeAnApproval() {
        RequestId id = waiting(OWNER, SECURITY);
        ApprovalStep first = open(id);
        assertThat(first.position()).isZero();

        approvals().decide(id, GRACE, Verdict.APPROVE, "fine");
        assertThat(request(id).state()).isEqualTo(RequestState.AWAITING_APPROVAL);
        ApprovalStep second = open(id);
        assertThat(second.position()).isEqualTo(1);
        Decision last = approvals().decide(id, LINUS, Verdict.APPROVE, null);

        assertThat(request(id).state()).isEqualTo(RequestState.APPROVED);
        assertThat(routes().openNextStep(id)).isInstanceOf(NextStep.Agreed.class);
        assertThat(approvals().decisionsOf(id)).extracting(Decision::decidedBy).containsExactly(GRACE, LINUS);
        assertThat(commands(id))
                .containsExactly(
                        new ProcessCommand.CompleteStep(id, first.id().value()),
                        new ProcessCommand.CompleteStep(id, second.id().value()));
        assertThat(context.jdbc()
                        .sql("select final_decision::text from access_request")
                        .query(String.class)
                        .single())
                .isEqualTo(last.id().toString());
        assertThat(events(id, "approval.decided")).isEqualTo(2);
        assertThat(events(id, "approval.step-opened")).isEqualTo(2);
        assertThat(events(id, "request.approved")).isEqualTo(1);
    }

    @Test
    void oneRefusalEndsItAll() {
        RequestId id = waiting(OWNER, SECURITY);

        approvals().decide(id, ALAN, Verdict.DENY, "no");

        assertThat(request(id).state()).isEqualTo(RequestState.DENIED);
        assertThat(approvals().stepsOf(id))
                .extracting(ApprovalStep::state)
                .containsExactly(StepState.DENIED, StepState.CLOSED);
        assertThat(routes().openNextStep(id)).isInstanceOf(NextStep.Over.class);
        assertRefused(ProblemKind.CONFLICT, () -> approvals().decide(id, GRACE, Verdict.APPROVE, null));
    }

    @Test
    void nobodyDecidesTwoStepsOfOneRequest() {
        RequestId id = waiting(OWNER, SECURITY);
        approvals().decide(id, GRACE, Verdict.APPROVE, null);
        ApprovalStep second = open(id);

        assertRefused(ProblemKind.FORBIDDEN, () -> approvals().decide(id, GRACE, Verdict.APPROVE, null));
        assertThat(approvals().completing(second.id(), "grace", "APPROVE", null))
                .isPresent();
        assertThat(approvals().eligibility(id, GRACE).allowed()).isFalse();
        assertThat(request(id).state()).isEqualTo(RequestState.AWAITING_APPROVAL);
    }

    @ParameterizedTest
    @CsvSource({"grace, ada", "ada, grace", "grace, grace"})
    void nobodyDecidesForThemselvesByAnyWay(String requester, String beneficiary) {
        RequestId id = routed(requester, beneficiary, OWNER);
        ApprovalStep step = open(id);

        assertRefused(ProblemKind.FORBIDDEN, () -> approvals().decide(id, GRACE, Verdict.APPROVE, null));
        assertThat(approvals().completing(step.id(), "grace", "APPROVE", null)).isPresent();

        assertThat(approvals().decisionsOf(id)).isEmpty();
        assertThat(events(id, "approval.decision-refused")).isEqualTo(1);
    }

    @Test
    void aLapsedRequestIsOver() {
        RequestId id = waiting(OWNER);

        routes().lapse(id);
        routes().lapse(id);

        assertThat(request(id).state()).isEqualTo(RequestState.LAPSED);
        assertThat(routes().openNextStep(id)).isInstanceOf(NextStep.Over.class);
        assertThat(events(id, "request.lapsed")).isEqualTo(1);
        assertRefused(ProblemKind.CONFLICT, () -> approvals().decide(id, GRACE, Verdict.APPROVE, null));
        assertRefused(ProblemKind.CONFLICT, () -> approvals().cancel(id, new PrincipalId("ada")));
    }

    @Test
    void onlyWhatIsUndecidedCanBeCancelledAndOnlyOnce() {
        RequestId submitted = context.ask("ada", "payments-api", "write", Duration.ofHours(1));
        RequestId waiting = waiting(OWNER);
        RequestId approved = context.approved("ada", "payments-api", "write", Duration.ofHours(1));

        for (RequestId id : List.of(submitted, waiting)) {
            approvals().cancel(id, new PrincipalId("ada"));
            approvals().cancel(id, new PrincipalId("ada"));
            assertThat(request(id).state()).isEqualTo(RequestState.CANCELLED);
            assertThat(commands(id)).containsExactly(new ProcessCommand.Cancel(id));
            assertThat(events(id, "request.cancelled")).isEqualTo(1);
        }
        assertThat(approvals().stepsOf(waiting)).extracting(ApprovalStep::state).containsExactly(StepState.CLOSED);
        assertRefused(ProblemKind.CONFLICT, () -> approvals().cancel(approved, new PrincipalId("ada")));
    }

    @Test
    void aStepIsRemindedOfOnceHoweverOftenTheJobComes() {
        RequestId id = waiting(OWNER, SECURITY);
        StepId first = approvals().stepsOf(id).getFirst().id();

        assertThat(routes().remind(id, first)).isPresent();
        assertThat(routes().remind(id, first)).isEmpty();
        approvals().decide(id, GRACE, Verdict.APPROVE, null);
        open(id);

        assertThat(routes().remind(id, first))
                .as("a late job of the first step is no reminder of the second")
                .isEmpty();
        assertThat(events(id, "approval.reminded")).isEqualTo(1);
    }

    @Test
    void nobodyDecidesWhenTheTimeIsOverEvenIfTheEngineHasNotNoticed() {
        RequestId id = waiting(OWNER);
        StepId step = approvals().stepsOf(id).getFirst().id();
        context.clock().advance(Duration.ofDays(3));

        assertRefused(ProblemKind.CONFLICT, () -> approvals().decide(id, GRACE, Verdict.APPROVE, null));
        assertThat(approvals().completing(step, "grace", "APPROVE", null).orElseThrow())
                .contains("over");
        assertThat(request(id).state()).isEqualTo(RequestState.AWAITING_APPROVAL);
    }

    @Test
    void whatWaitsForSomebodyIsWhatTheyMayDecide() {
        RequestId adas = waiting(OWNER, SECURITY);
        RequestId own = routed("grace", "grace", OWNER);
        open(own);
        RequestId forGrace = routed("ken", "grace", OWNER);
        open(forGrace);

        assertThat(approvals().waitingFor(context.person("grace"), null, null, 10))
                .containsExactly(adas);
        assertThat(approvals().waitingFor(context.person("alan"), null, null, 10))
                .containsExactly(forGrace, own, adas);
        assertThat(approvals().waitingFor(context.person("alan"), null, null, 1))
                .containsExactly(forGrace);
        assertThat(approvals().waitingFor(context.person("alan"), null, own.value(), 10))
                .containsExactly(adas);
        assertThat(approvals().waitingFor(context.person("alan"), new PrincipalId("ken"), null, 10))
                .containsExactly(forGrace);
        assertThat(approvals().waitingFor(context.person("linus"), null, null, 10))
                .isEmpty();

        approvals().decide(adas, GRACE, Verdict.APPROVE, null);
        open(adas);
        assertThat(approvals().waitingFor(context.person("linus"), null, null, 10))
                .containsExactly(adas);
        assertThat(approvals().waitingFor(context.person("grace"), null, null, 10))
                .as("she has decided once")
                .isEmpty();
    }
}
