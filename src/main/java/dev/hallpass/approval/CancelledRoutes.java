package dev.hallpass.approval;

import dev.hallpass.audit.AuditEventType;
import dev.hallpass.request.RequestMoved;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Of a request that is not wanted any more nothing waits for approvers, whoever has withdrawn it. */
@Component
class CancelledRoutes {

    private final ApprovalSteps steps;
    private final Clock clock;

    CancelledRoutes(ApprovalSteps steps, Clock clock) {
        this.steps = steps;
        this.clock = clock;
    }

    /** In the transaction that moves the request, which is locked. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void onRequestMoved(RequestMoved moved) {
        if (moved.step() == AuditEventType.REQUEST_CANCELLED) {
            steps.closeAll(moved.request().id(), clock.instant());
        }
    }
}
