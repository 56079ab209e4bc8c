package dev.hallpass.process;

import dev.hallpass.approval.ApprovalRoutes;
import io.camunda.client.api.response.ActivatedJob;
import org.springframework.stereotype.Component;

/** Ends a request that nobody decided in time. */
@Component
class RecordLapseWorker implements ProcessWorker {

    private final ApprovalRoutes routes;

    RecordLapseWorker(ApprovalRoutes routes) {
        this.routes = routes;
    }

    @Override
    public String type() {
        return JobTypes.RECORD_LAPSE;
    }

    @Override
    public JobOutcome handle(JobContext job, ActivatedJob activated) {
        routes.lapse(job.request());
        return JobOutcome.completed();
    }
}
