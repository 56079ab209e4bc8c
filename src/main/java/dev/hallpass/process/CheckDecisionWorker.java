package dev.hallpass.process;

import dev.hallpass.approval.Approvals;
import io.camunda.client.api.response.ActivatedJob;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Listens to the completion of a user task, whoever's client completes it, and denies it to those who may not. */
@Component
class CheckDecisionWorker implements ProcessWorker {

    private final Approvals approvals;

    CheckDecisionWorker(Approvals approvals) {
        this.approvals = approvals;
    }

    @Override
    public String type() {
        return JobTypes.CHECK_DECISION;
    }

    @Override
    public List<String> variables() {
        return List.of("stepId", "decision", "comment");
    }

    @Override
    public JobOutcome handle(JobContext job, ActivatedJob activated) {
        Optional<String> refusal = approvals.completing(
                job.step(), activated.getUserTask().getAssignee(), job.text("decision"), job.text("comment"));
        return refusal.<JobOutcome>map(JobOutcome.Denied::new).orElseGet(JobOutcome::completed);
    }
}
