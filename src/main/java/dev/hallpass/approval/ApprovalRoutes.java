package dev.hallpass.approval;

import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.policy.BusinessCalendars;
import dev.hallpass.policy.PolicyOutcome.Routed;
import dev.hallpass.policy.RouteStep;
import dev.hallpass.policy.StepTimes;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.ProcessOutbox;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way of a request through its steps, as the process drives it. Every change locks the request first; each may come
 * twice and changes nothing the second time.
 */
@Component
@Transactional
public class ApprovalRoutes {

    private final ApprovalSteps steps;
    private final AccessRequests requests;
    private final ProcessOutbox outbox;
    private final AuditTrail audit;
    private final BusinessCalendars calendars;
    private final Clock clock;

    ApprovalRoutes(
            ApprovalSteps steps,
            AccessRequests requests,
            ProcessOutbox outbox,
            AuditTrail audit,
            BusinessCalendars calendars,
            Clock clock) {
        this.steps = steps;
        this.requests = requests;
        this.outbox = outbox;
        this.audit = audit;
        this.calendars = calendars;
        this.clock = clock;
    }

    /** Lays down the route that the policy chose and lets the request wait for people. */
    public AccessRequest openRoute(RequestId request, Routed route) {
        List<ApprovalStepEntity> planned = new ArrayList<>();
        for (int position = 0; position < route.steps().size(); position++) {
            planned.add(new ApprovalStepEntity(request, position, route.steps().get(position)));
        }
        steps.saveAll(planned);
        Instant now = clock.instant();
        StepTimes first = route.steps().getFirst().times();
        Duration remindAfter = Duration.between(now, calendars.after(now, first.remindAfter(), first.calendar()));
        Instant decideBy = route.steps().stream()
                .map(RouteStep::times)
                .map(times -> calendars.after(now, times.lapseAfter(), times.calendar()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return requests.awaitApproval(request, remindAfter, decideBy);
    }

    /** Opens the next step if none waits, and tells what the approval needs now. */
    public NextStep openNextStep(RequestId id) {
        AccessRequest request = requests.lock(id);
        if (request.state() != RequestState.AWAITING_APPROVAL) {
            boolean agreed = request.decidedAt() != null && request.state() != RequestState.DENIED;
            return agreed ? new NextStep.Agreed() : new NextStep.Over();
        }
        for (ApprovalStepEntity step : steps.findByRequestIdOrderByPosition(id.value())) {
            if (step.state() == StepState.PENDING) {
                step.open(clock.instant());
                ApprovalStep opened = step.toValue();
                audit.record(opened.event(request, AuditEventType.APPROVAL_STEP_OPENED, AccessRequests.SYSTEM));
                return new NextStep.Waiting(opened);
            }
            if (step.state() == StepState.WAITING) {
                return new NextStep.Waiting(step.toValue());
            }
        }
        throw new IllegalStateException("Request %s awaits approval, but no step is left".formatted(id));
    }

    /** The engine has a user task for the step; if the step was decided meanwhile, the task is completed at once. */
    public void waitsAs(StepId stepId, long userTaskKey) {
        RequestId request = steps.requestOf(stepId);
        requests.lock(request);
        ApprovalStepEntity step = steps.require(stepId);
        step.waitsAs(userTaskKey);
        if (step.state() == StepState.APPROVED || step.state() == StepState.DENIED) {
            outbox.enqueue(new ProcessCommand.CompleteStep(request, stepId.value()));
        }
    }

    /** Counts the step's reminder and tells of the step, if it still waits and was not reminded of before. */
    public Optional<ApprovalStep> remind(RequestId id, StepId stepId) {
        AccessRequest request = requests.lock(id);
        return steps.waitingIn(id)
                .filter(step ->
                        step.toValue().id().equals(stepId) && step.toValue().reminders() == 0)
                .map(step -> {
                    step.reminded();
                    ApprovalStep waiting = step.toValue();
                    audit.record(waiting.event(request, AuditEventType.APPROVERS_REMINDED, AccessRequests.SYSTEM));
                    return waiting;
                });
    }

    /** The engine that knew the user tasks of this request is gone; their keys mean nothing in another. */
    public void forgetUserTasks(RequestId id) {
        requests.lock(id);
        steps.findByRequestIdOrderByPosition(id.value()).forEach(ApprovalStepEntity::forgetUserTask);
    }

    /** Nobody answered in time; nothing happens if somebody just did. */
    public AccessRequest lapse(RequestId id) {
        AccessRequest request = requests.lock(id);
        if (request.state() != RequestState.AWAITING_APPROVAL) {
            if (!request.state().isFinal()) {
                // Agreed at the last moment: the process that is ending here has missed it.
                outbox.enqueue(new ProcessCommand.StartAgain(id));
            }
            return request;
        }
        steps.closeAll(id, clock.instant());
        return requests.lapsed(id);
    }
}
