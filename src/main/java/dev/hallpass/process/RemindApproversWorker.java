package dev.hallpass.process;

import dev.hallpass.approval.ApprovalRoutes;
import dev.hallpass.notification.Notifications;
import io.camunda.client.api.response.ActivatedJob;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reminds the approvers of the step that still waits. */
@Component
class RemindApproversWorker implements ProcessWorker {

    private final ApprovalRoutes routes;
    private final Notifications notifications;

    RemindApproversWorker(ApprovalRoutes routes, Notifications notifications) {
        this.routes = routes;
        this.notifications = notifications;
    }

    @Override
    public String type() {
        return JobTypes.REMIND_APPROVERS;
    }

    @Override
    public List<String> variables() {
        return List.of("stepId");
    }

    @Override
    public JobOutcome handle(JobContext job, ActivatedJob activated) {
        routes.remind(job.request(), job.step())
                .ifPresent(step -> notifications.tell(OpenNextStepWorker.notice(
                        "decision-reminder", step, "A request still waits for your decision.")));
        return JobOutcome.completed();
    }
}
