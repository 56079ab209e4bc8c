package dev.hallpass.process;

import dev.hallpass.access.ByHandReports;
import io.camunda.client.api.response.ActivatedJob;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Listens to the completion of a task for something by hand, and denies it to those who may not report it. */
@Component
class CheckByHandReportWorker implements ProcessWorker {

    private final ByHandReports reports;

    CheckByHandReportWorker(ByHandReports reports) {
        this.reports = reports;
    }

    @Override
    public String type() {
        return JobTypes.CHECK_BY_HAND_REPORT;
    }

    @Override
    public List<String> variables() {
        return List.of(JobContext.BY_HAND, "report", "note");
    }

    @Override
    public JobOutcome handle(JobContext job, ActivatedJob activated) {
        Optional<String> refusal = reports.completing(
                job.order(), activated.getUserTask().getAssignee(), job.text("report"), job.text("note"));
        return refusal.<JobOutcome>map(JobOutcome.Denied::new).orElseGet(JobOutcome::completed);
    }
}
