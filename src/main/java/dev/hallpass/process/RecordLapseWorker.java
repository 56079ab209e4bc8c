package dev.hallpass.process;

import dev.hallpass.approval.Approvals;
import io.camunda.client.api.response.ActivatedJob;
import org.springframework.stereotype.Component;

/** Ends a request that nobody decided in time. */
@Component
class RecordLapseWorker implements ProcessWorker {

    private final Approvals approvals;

    RecordLapseWorker(Approvals approvals) {
        this.approvals = approvals;
    }

    @Override
    public String type() {
        return JobTypes.RECORD_LAPSE;
    }

    @Override
    public JobOutcome handle(JobContext job, ActivatedJob activated) {
        approvals.lapse(job.request());
        return JobOutcome.completed();
    }
}
