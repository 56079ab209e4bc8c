package dev.hallpass.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.common.ProblemKind;
import dev.hallpass.policy.RouteStep;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A step that needs several people, or a comment. */
class SeveralPeopleInAStepTest extends ApprovalTest {

    private static final RouteStep TWO =
            new RouteStep("Two of three", Set.of(GRACE, ALAN, LINUS), Set.of(), 2, false, false, TIMES, null, false);
    private static final RouteStep COMMENTED =
            new RouteStep("Commented", Set.of(GRACE), Set.of(), 1, true, false, TIMES, null, false);

    @Test
    void oneOfTwoIsNotEnough() {
        RequestId id = waiting(TWO);
        ApprovalStep step = open(id);

        approvals().decide(id, GRACE, Verdict.APPROVE, null);

        assertThat(request(id).state()).isEqualTo(RequestState.AWAITING_APPROVAL);
        assertThat(open(id).id()).as("the same step waits on").isEqualTo(step.id());
        assertThat(commands(id)).as("its task stays for the next").isEmpty();
    }

    @Test
    void twoDifferentPeopleAreEnough() {
        RequestId id = waiting(TWO);
        ApprovalStep step = open(id);

        approvals().decide(id, GRACE, Verdict.APPROVE, null);
        approvals().decide(id, LINUS, Verdict.APPROVE, null);

        assertThat(request(id).state()).isEqualTo(RequestState.APPROVED);
        assertThat(commands(id))
                .containsExactly(new ProcessCommand.CompleteStep(id, step.id().value()));
        assertThat(events(id, "approval.decided")).isEqualTo(2);
    }

    @Test
    void nobodyCountsTwice() {
        RequestId id = waiting(TWO);
        approvals().decide(id, GRACE, Verdict.APPROVE, null);

        assertRefused(ProblemKind.FORBIDDEN, () -> approvals().decide(id, GRACE, Verdict.APPROVE, null));

        assertThat(request(id).state()).isEqualTo(RequestState.AWAITING_APPROVAL);
    }

    @Test
    void oneNoEndsIt() {
        RequestId id = waiting(TWO);
        approvals().decide(id, GRACE, Verdict.APPROVE, null);

        approvals().decide(id, ALAN, Verdict.DENY, null);

        assertThat(request(id).state()).isEqualTo(RequestState.DENIED);
    }

    @Test
    void inAnotherClientEachCompletesATaskOfTheStep() {
        RequestId id = waiting(TWO);
        ApprovalStep step = open(id);

        assertThat(approvals().completing(step.id(), "grace", "APPROVE", null)).isEmpty();
        assertThat(approvals().completing(step.id(), "grace", "APPROVE", null))
                .as("told twice")
                .isEmpty();
        assertThat(approvals().completing(step.id(), "grace", "DENY", null))
                .as("another answer of the same person")
                .isPresent();
        assertThat(request(id).state()).isEqualTo(RequestState.AWAITING_APPROVAL);
        assertThat(open(id).id()).isEqualTo(step.id());
        assertThat(approvals().completing(step.id(), "alan", "APPROVE", null)).isEmpty();

        assertThat(request(id).state()).isEqualTo(RequestState.APPROVED);
        assertThat(approvals().decisionsOf(id)).extracting(Decision::decidedBy).containsExactly(GRACE, ALAN);
    }

    @Test
    void whereACommentIsNeededNobodyDecidesWithout() {
        RequestId id = waiting(COMMENTED);
        ApprovalStep step = open(id);

        assertRefused(ProblemKind.INVALID, () -> approvals().decide(id, GRACE, Verdict.APPROVE, null));
        assertThat(approvals().decideIfAllowed(id, GRACE, Verdict.APPROVE, null))
                .isEmpty();
        assertThat(approvals().completing(step.id(), "grace", "APPROVE", " ")).isPresent();
        assertThat(request(id).state()).isEqualTo(RequestState.AWAITING_APPROVAL);

        approvals().decide(id, GRACE, Verdict.APPROVE, "The incident needs it");
        assertThat(request(id).state()).isEqualTo(RequestState.APPROVED);
    }
}
