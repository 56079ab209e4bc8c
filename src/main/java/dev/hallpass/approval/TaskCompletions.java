package dev.hallpass.approval;

import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decisions made in another client, such as Tasklist: the completion of a user task is what brings them. */
@Component
class TaskCompletions {

    private static final int LONGEST_COMMENT = 2000;

    private final ApprovalSteps steps;
    private final AccessRequests requests;
    private final DecisionBook book;
    private final AuditTrail audit;

    TaskCompletions(ApprovalSteps steps, AccessRequests requests, DecisionBook book, AuditTrail audit) {
        this.steps = steps;
        this.requests = requests;
        this.book = book;
        this.audit = audit;
    }

    /**
     * Whether the engine may complete the user task of a step. If the step was decided here, yes. Otherwise the task's
     * assignee is deciding in another client: if they may, their decision is stored.
     *
     * @return why the completion must be denied; empty if it may go on
     */
    Optional<String> completing(
            StepId stepId, @Nullable String assignee, @Nullable String verdict, @Nullable String comment) {
        AccessRequest request = requests.lock(steps.requestOf(stepId));
        ApprovalStepEntity step = steps.require(stepId);
        if (step.state() == StepState.APPROVED || step.state() == StepState.DENIED) {
            return verdict == null ? Optional.empty() : contradiction(step.toValue(), assignee, verdict);
        }
        if (hasDecidedSo(step.toValue(), assignee, verdict)) {
            // The task was completed by this person before, and more people are needed; it is told twice.
            return Optional.empty();
        }
        String refusal = refusal(request, step.toValue(), assignee, verdict, comment);
        if (refusal != null) {
            audit.record(step.toValue()
                    .event(
                            request,
                            AuditEventType.DECISION_REFUSED,
                            assignee == null || assignee.isBlank() ? "unknown" : assignee)
                    .with("reason", refusal));
            return Optional.of(refusal);
        }
        book.store(
                request,
                step,
                new PrincipalId(String.valueOf(assignee)),
                Verdict.valueOf(String.valueOf(verdict)),
                comment);
        return Optional.empty();
    }

    private boolean hasDecidedSo(ApprovalStep step, @Nullable String assignee, @Nullable String verdict) {
        return book.of(step.request()).stream()
                .anyMatch(decision -> decision.step().equals(step.id())
                        && decision.decidedBy().value().equals(assignee)
                        && decision.verdict().name().equals(verdict));
    }

    /** Our own completion brings no verdict, a repeated one brings the same; anything else comes too late. */
    private Optional<String> contradiction(ApprovalStep step, @Nullable String assignee, String verdict) {
        return book.of(step.request()).stream()
                .filter(decision -> decision.step().equals(step.id()))
                .filter(decision -> !decision.decidedBy().value().equals(assignee)
                        || !decision.verdict().name().equals(verdict))
                .map(decision -> "This step was decided by %s before.".formatted(decision.decidedBy()))
                .findFirst();
    }

    private @Nullable String refusal(
            AccessRequest request,
            ApprovalStep step,
            @Nullable String assignee,
            @Nullable String verdict,
            @Nullable String comment) {
        if (step.state() != StepState.WAITING) {
            return "This step does not wait for a decision; it is %s.".formatted(step.state());
        }
        if (book.isOver(request)) {
            return DecisionBook.TOO_LATE;
        }
        if (assignee == null || assignee.isBlank()) {
            return "Claim the task first: the decision is made by the task's assignee.";
        }
        if (!"APPROVE".equals(verdict) && !"DENY".equals(verdict)) {
            return "The variable \"decision\" must be APPROVE or DENY.";
        }
        if (step.commentRequired() && (comment == null || comment.isBlank())) {
            return DecisionBook.COMMENT_NEEDED;
        }
        if (comment != null && comment.length() > LONGEST_COMMENT) {
            return "The comment has more than %d characters.".formatted(LONGEST_COMMENT);
        }
        if (comment != null && comment.indexOf('\0') >= 0) {
            return "The comment has a character that cannot be kept.";
        }
        Eligibility eligibility = book.eligibility(new PrincipalId(assignee), step, request);
        return eligibility.allowed() ? null : eligibility.reason();
    }
}
