package dev.hallpass.approval;

import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.ProcessOutbox;
import dev.hallpass.request.RequestId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The approval of requests. Every change locks the request first, so two approvers at the same instant are one after
 * the other: the first decides, the second is told so.
 */
@Component
@Transactional
public class Approvals {

    private final ApprovalSteps steps;
    private final ApprovalDecisions decisions;
    private final AccessRequests requests;
    private final DecisionBook book;
    private final TaskCompletions completions;
    private final ProcessOutbox outbox;

    Approvals(
            ApprovalSteps steps,
            ApprovalDecisions decisions,
            AccessRequests requests,
            DecisionBook book,
            TaskCompletions completions,
            ProcessOutbox outbox) {
        this.steps = steps;
        this.decisions = decisions;
        this.requests = requests;
        this.book = book;
        this.completions = completions;
        this.outbox = outbox;
    }

    /**
     * Decides the step that waits, for a person who is known to be who they are; the engine's task is completed
     * afterwards.
     *
     * @throws ProblemException of kind forbidden if the person may not, conflict if nothing waits, invalid if the step
     *     needs a comment
     */
    public Decision decide(RequestId id, PrincipalId person, Verdict verdict, @Nullable String comment) {
        AccessRequest request = requests.lock(id);
        ApprovalStepEntity step = steps.waitingIn(id)
                .orElseThrow(() -> ProblemException.conflict(
                        "No step of this request waits for a decision; it is %s.".formatted(request.state())));
        Eligibility eligibility = book.eligibility(person, step.toValue(), request);
        if (!eligibility.allowed()) {
            throw ProblemException.forbidden(eligibility.reason());
        }
        if (book.isOver(request)) {
            throw ProblemException.conflict(DecisionBook.TOO_LATE);
        }
        if (step.toValue().commentRequired() && comment == null) {
            throw ProblemException.invalid(
                    "comment", DecisionBook.COMMENT_NEEDED, "a sentence that says why you decide so");
        }
        return decided(request, step, person, verdict, comment);
    }

    /** The engine's task ends with its step: where more people must agree it stays for the next of them. */
    private Decision decided(
            AccessRequest request,
            ApprovalStepEntity step,
            PrincipalId person,
            Verdict verdict,
            @Nullable String comment) {
        Decision decision = book.store(request, step, person, verdict, comment);
        if (step.state() != StepState.WAITING) {
            outbox.enqueue(new ProcessCommand.CompleteStep(
                    request.id(), step.toValue().id().value()));
        }
        return decision;
    }

    /**
     * Decides the step that waits if there is one that the person may decide in time and with this comment, and leaves
     * the request alone otherwise.
     */
    public Optional<Decision> decideIfAllowed(
            RequestId id, PrincipalId person, Verdict verdict, @Nullable String comment) {
        AccessRequest request = requests.lock(id);
        return steps.waitingIn(id)
                .filter(step -> !book.isOver(request)
                        && (comment != null || !step.toValue().commentRequired())
                        && book.eligibility(person, step.toValue(), request).allowed())
                .map(step -> decided(request, step, person, verdict, comment));
    }

    /**
     * Whether the engine may complete the user task of a step. If the step was decided here, yes. Otherwise the task's
     * assignee is deciding in another client: if they may, their decision is stored.
     *
     * @return why the completion must be denied; empty if it may go on
     */
    public Optional<String> completing(
            StepId stepId, @Nullable String assignee, @Nullable String verdict, @Nullable String comment) {
        return completions.completing(stepId, assignee, verdict, comment);
    }

    /** Whether this person may decide the step that waits now, and if not, why. */
    @Transactional(readOnly = true)
    public Eligibility eligibility(RequestId id, PrincipalId person) {
        AccessRequest request = requests.require(id);
        return steps.waitingIn(id)
                .map(step -> book.eligibility(person, step.toValue(), request))
                .orElse(new Eligibility(false, "No step of this request waits for a decision."));
    }

    /**
     * The requester withdraws the request.
     *
     * @throws ProblemException of kind conflict if it was decided already
     */
    public AccessRequest cancel(RequestId id, PrincipalId by) {
        AccessRequest request = requests.lock(id);
        return switch (request.state()) {
            case SUBMITTED, EVALUATED, AWAITING_APPROVAL -> requests.cancelled(id, by);
            case CANCELLED -> request;
            default ->
                throw ProblemException.conflict(
                        "Only an undecided request can be cancelled; this one is %s.".formatted(request.state()));
        };
    }

    /** Withdraws a request that is not being provisioned yet, for this reason; empty if it is, or is over. */
    public Optional<AccessRequest> withdraw(RequestId id, String reason, String by) {
        AccessRequest request = requests.lock(id);
        return switch (request.state()) {
            case SUBMITTED, EVALUATED, AWAITING_APPROVAL, APPROVED -> Optional.of(requests.withdrawn(id, reason, by));
            default -> Optional.empty();
        };
    }

    /** The steps of a request, in order. */
    @Transactional(readOnly = true)
    public List<ApprovalStep> stepsOf(RequestId id) {
        return steps.findByRequestIdOrderByPosition(id.value()).stream()
                .map(ApprovalStepEntity::toValue)
                .toList();
    }

    /** The steps of several requests, those of each in order. */
    @Transactional(readOnly = true)
    public List<ApprovalStep> stepsOf(Collection<RequestId> ids) {
        return steps.findByRequestIdInOrderByPosition(values(ids)).stream()
                .map(ApprovalStepEntity::toValue)
                .toList();
    }

    /** The step, if there is one. */
    @Transactional(readOnly = true)
    public Optional<ApprovalStep> findStep(StepId id) {
        return steps.findById(id.value()).map(ApprovalStepEntity::toValue);
    }

    /** The decisions in a request, in order. */
    @Transactional(readOnly = true)
    public List<Decision> decisionsOf(RequestId id) {
        return book.of(id);
    }

    /** The decisions in several requests, in order. */
    @Transactional(readOnly = true)
    public List<Decision> decisionsOf(Collection<RequestId> ids) {
        return decisions.findByRequestIdInOrderByDecidedAt(values(ids)).stream()
                .map(ApprovalDecisionEntity::toValue)
                .toList();
    }

    /**
     * Requests in which a step waits that this person may decide, newest first.
     *
     * @param requester only what this person asked for; null for everybody's
     * @param before the last one of the page before; null for the first page
     */
    @Transactional(readOnly = true)
    public List<RequestId> waitingFor(
            Principal person, @Nullable PrincipalId requester, @Nullable UUID before, int limit) {
        return steps
                .waitingFor(
                        person.id().value(),
                        person.groups().toArray(String[]::new),
                        requester == null ? null : requester.value(),
                        before == null ? new UUID(-1L, -1L) : before,
                        limit)
                .stream()
                .map(RequestId::new)
                .toList();
    }

    private static List<UUID> values(Collection<RequestId> ids) {
        return ids.stream().map(RequestId::value).toList();
    }
}
