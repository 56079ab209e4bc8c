package dev.hallpass.approval;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.ProcessOutbox;
import dev.hallpass.request.RequestId;
import java.time.Clock;
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

    private static final String TOO_LATE = "The time to decide this request is over.";

    private final ApprovalSteps steps;
    private final ApprovalDecisions decisions;
    private final AccessRequests requests;
    private final Principals principals;
    private final ProcessOutbox outbox;
    private final AuditTrail audit;
    private final Clock clock;

    Approvals(
            ApprovalSteps steps,
            ApprovalDecisions decisions,
            AccessRequests requests,
            Principals principals,
            ProcessOutbox outbox,
            AuditTrail audit,
            Clock clock) {
        this.steps = steps;
        this.decisions = decisions;
        this.requests = requests;
        this.principals = principals;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Decides the step that waits, for a person who is known to be who they are; the engine's task is completed
     * afterwards.
     *
     * @throws ProblemException of kind forbidden if the person may not, conflict if nothing waits
     */
    public Decision decide(RequestId id, PrincipalId person, Verdict verdict, @Nullable String comment) {
        AccessRequest request = requests.lock(id);
        ApprovalStepEntity step = steps.waitingIn(id)
                .orElseThrow(() -> ProblemException.conflict(
                        "No step of this request waits for a decision; it is %s.".formatted(request.state())));
        Eligibility eligibility = eligibility(person, step.toValue(), request);
        if (!eligibility.allowed()) {
            throw ProblemException.forbidden(eligibility.reason());
        }
        if (isOver(request)) {
            throw ProblemException.conflict(TOO_LATE);
        }
        Decision decision = store(request, step, person, verdict, comment);
        outbox.enqueue(new ProcessCommand.CompleteStep(id, step.toValue().id().value()));
        return decision;
    }

    /**
     * Decides the step that waits if there is one that the person may decide in time, and leaves the request alone
     * otherwise.
     */
    public Optional<Decision> decideIfAllowed(
            RequestId id, PrincipalId person, Verdict verdict, @Nullable String comment) {
        AccessRequest request = requests.lock(id);
        return steps.waitingIn(id)
                .filter(step -> !isOver(request)
                        && eligibility(person, step.toValue(), request).allowed())
                .map(step -> {
                    Decision decision = store(request, step, person, verdict, comment);
                    outbox.enqueue(new ProcessCommand.CompleteStep(
                            id, step.toValue().id().value()));
                    return decision;
                });
    }

    /**
     * Whether the engine may complete the user task of a step. If the step was decided here, yes. Otherwise the task's
     * assignee is deciding in another client: if they may, their decision is stored.
     *
     * @return why the completion must be denied; empty if it may go on
     */
    public Optional<String> completing(
            StepId stepId, @Nullable String assignee, @Nullable String verdict, @Nullable String comment) {
        AccessRequest request = requests.lock(steps.requestOf(stepId));
        ApprovalStepEntity step = steps.require(stepId);
        if (step.state() == StepState.APPROVED || step.state() == StepState.DENIED) {
            return verdict == null ? Optional.empty() : contradiction(step.toValue(), assignee, verdict);
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
        store(
                request,
                step,
                new PrincipalId(String.valueOf(assignee)),
                Verdict.valueOf(String.valueOf(verdict)),
                comment);
        return Optional.empty();
    }

    /** Our own completion brings no verdict, a repeated one brings the same; anything else comes too late. */
    private Optional<String> contradiction(ApprovalStep step, @Nullable String assignee, String verdict) {
        return decisionsOf(step.request()).stream()
                .filter(decision -> decision.step().equals(step.id()))
                .filter(decision -> !decision.decidedBy().value().equals(assignee)
                        || !decision.verdict().name().equals(verdict))
                .map(decision -> "This step was decided by %s before.".formatted(decision.decidedBy()))
                .findFirst();
    }

    private boolean isOver(AccessRequest request) {
        return request.decideBy() != null && clock.instant().isAfter(request.decideBy());
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
        if (isOver(request)) {
            return TOO_LATE;
        }
        if (assignee == null || assignee.isBlank()) {
            return "Claim the task first: the decision is made by the task's assignee.";
        }
        if (!"APPROVE".equals(verdict) && !"DENY".equals(verdict)) {
            return "The variable \"decision\" must be APPROVE or DENY.";
        }
        if (comment != null && comment.length() > 2000) {
            return "The comment has more than 2000 characters.";
        }
        if (comment != null && comment.indexOf('\0') >= 0) {
            return "The comment has a character that cannot be kept.";
        }
        Eligibility eligibility = eligibility(new PrincipalId(assignee), step, request);
        return eligibility.allowed() ? null : eligibility.reason();
    }

    private Decision store(
            AccessRequest request,
            ApprovalStepEntity step,
            PrincipalId person,
            Verdict verdict,
            @Nullable String comment) {
        step.decided(verdict, clock.instant());
        Decision decision = decisions
                .saveAndFlush(new ApprovalDecisionEntity(
                        request, step.toValue().id(), person, verdict, comment, clock.instant()))
                .toValue();
        AuditEvent event = step.toValue()
                .event(request, AuditEventType.DECISION_MADE, person.value())
                .with("verdict", verdict.name());
        audit.record(comment == null ? event : event.with("comment", comment));
        List<ApprovalStepEntity> route =
                steps.findByRequestIdOrderByPosition(request.id().value());
        if (verdict == Verdict.DENY) {
            route.forEach(other -> other.close(clock.instant()));
            requests.denied(request.id(), person);
        } else if (route.stream().allMatch(each -> each.state() == StepState.APPROVED)) {
            requests.approved(request.id(), decision.id(), person);
        }
        return decision;
    }

    /** Whether this person may decide the step that waits now, and if not, why. */
    @Transactional(readOnly = true)
    public Eligibility eligibility(RequestId id, PrincipalId person) {
        AccessRequest request = requests.require(id);
        return steps.waitingIn(id)
                .map(step -> eligibility(person, step.toValue(), request))
                .orElse(new Eligibility(false, "No step of this request waits for a decision."));
    }

    private Eligibility eligibility(PrincipalId person, ApprovalStep step, AccessRequest request) {
        List<PrincipalId> before =
                decisionsOf(request.id()).stream().map(Decision::decidedBy).toList();
        return principals
                .find(person)
                .map(known -> Eligibility.of(known, step, request, before))
                .orElse(new Eligibility(false, "There is no person \"%s\".".formatted(person.value())));
    }

    /**
     * The requester withdraws the request.
     *
     * @throws ProblemException of kind conflict if it was decided already
     */
    public AccessRequest cancel(RequestId id, PrincipalId by) {
        AccessRequest request = requests.lock(id);
        return switch (request.state()) {
            case SUBMITTED, EVALUATED, AWAITING_APPROVAL -> {
                steps.closeAll(id, clock.instant());
                yield requests.cancelled(id, by);
            }
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
            case SUBMITTED, EVALUATED, AWAITING_APPROVAL, APPROVED -> {
                steps.closeAll(id, clock.instant());
                yield Optional.of(requests.withdrawn(id, reason, by));
            }
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
        return decisions.findByRequestIdOrderByDecidedAt(id.value()).stream()
                .map(ApprovalDecisionEntity::toValue)
                .toList();
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
