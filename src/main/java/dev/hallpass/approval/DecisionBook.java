package dev.hallpass.approval;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestId;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may decide a step, and what a decision makes of the request; always in the caller's transaction. */
@Component
class DecisionBook {

    static final String COMMENT_NEEDED = "This step is decided with a comment only.";
    static final String TOO_LATE = "The time to decide this request is over.";

    private final ApprovalSteps steps;
    private final ApprovalDecisions decisions;
    private final AccessRequests requests;
    private final Principals principals;
    private final AuditTrail audit;
    private final Clock clock;

    DecisionBook(
            ApprovalSteps steps,
            ApprovalDecisions decisions,
            AccessRequests requests,
            Principals principals,
            AuditTrail audit,
            Clock clock) {
        this.steps = steps;
        this.decisions = decisions;
        this.requests = requests;
        this.principals = principals;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether nobody may decide any more. */
    boolean isOver(AccessRequest request) {
        return request.decideBy() != null && clock.instant().isAfter(request.decideBy());
    }

    /** Whether this person may decide this step, and if not, why. */
    Eligibility eligibility(PrincipalId person, ApprovalStep step, AccessRequest request) {
        List<PrincipalId> before =
                of(request.id()).stream().map(Decision::decidedBy).toList();
        return principals
                .find(person)
                .map(known -> Eligibility.of(known, step, request, before))
                .orElse(new Eligibility(false, "There is no person \"%s\".".formatted(person.value())));
    }

    /**
     * Keeps a decision that was found to be allowed; the request, which is locked, goes on or ends with it. A step that
     * needs more people waits on.
     */
    Decision store(
            AccessRequest request,
            ApprovalStepEntity step,
            PrincipalId person,
            Verdict verdict,
            @Nullable String comment) {
        ApprovalStep decided = step.toValue();
        long agreed = of(request.id()).stream()
                        .filter(before -> before.step().equals(decided.id()))
                        .count()
                + 1;
        if (verdict == Verdict.DENY || agreed >= decided.needed()) {
            step.decided(verdict, clock.instant());
        }
        Decision decision = decisions
                .saveAndFlush(new ApprovalDecisionEntity(
                        request, step.toValue().id(), person, verdict, comment, clock.instant()))
                .toValue();
        AuditEvent event = step.toValue()
                .event(request, AuditEventType.DECISION_MADE, person.value())
                .with("verdict", verdict.name());
        if (decided.needed() > 1 && verdict == Verdict.APPROVE) {
            event = event.with("agreed", agreed).with("needed", decided.needed());
        }
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

    /** The decisions in a request, in order. */
    List<Decision> of(RequestId id) {
        return decisions.findByRequestIdOrderByDecidedAt(id.value()).stream()
                .map(ApprovalDecisionEntity::toValue)
                .toList();
    }
}
