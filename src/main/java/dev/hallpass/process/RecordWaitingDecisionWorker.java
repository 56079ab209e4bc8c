package dev.hallpass.process;

import dev.hallpass.approval.ApprovalRoutes;
import io.camunda.client.api.response.ActivatedJob;
import java.util.List;
import org.springframework.stereotype.Component;

/** Listens to the creation of a user task and records that the step waits as this task. */
@Component
class RecordWaitingDecisionWorker implements ProcessWorker {

    private final ApprovalRoutes routes;

    RecordWaitingDecisionWorker(ApprovalRoutes routes) {
        this.routes = routes;
    }

    @Override
    public String type() {
        return JobTypes.RECORD_WAITING_DECISION;
    }

    @Override
    public List<String> variables() {
        return List.of("stepId");
    }

    @Override
    public JobOutcome handle(JobContext job, ActivatedJob activated) {
        routes.waitsAs(job.step(), activated.getUserTask().getUserTaskKey());
        return JobOutcome.completed();
    }
}
