package dev.hallpass.process;

import dev.hallpass.approval.ApprovalRoutes;
import dev.hallpass.approval.ApprovalStep;
import dev.hallpass.approval.NextStep;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.notification.Notice;
import dev.hallpass.notification.Notifications;
import io.camunda.client.api.response.ActivatedJob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens the step that comes next and tells its approvers, or tells the process that the approval is over. */
@Component
class OpenNextStepWorker implements ProcessWorker {

    private final ApprovalRoutes routes;
    private final Notifications notifications;

    OpenNextStepWorker(ApprovalRoutes routes, Notifications notifications) {
        this.routes = routes;
        this.notifications = notifications;
    }

    @Override
    public String type() {
        return JobTypes.OPEN_NEXT_STEP;
    }

    @Override
    public JobOutcome handle(JobContext job, ActivatedJob activated) {
        return switch (routes.openNextStep(job.request())) {
            case NextStep.Waiting waiting -> {
                notifications.tell(notice("decision-waits", waiting.step(), "A request waits for your decision."));
                yield new JobOutcome.Completed(describe(waiting.step()));
            }
            case NextStep.Agreed agreed -> new JobOutcome.Completed(over("AGREED"));
            case NextStep.Over over -> new JobOutcome.Completed(over("DENIED"));
        };
    }

    static Notice notice(String kind, ApprovalStep step, String text) {
        return new Notice(
                kind,
                step.candidateUsers().stream().map(PrincipalId::value).collect(Collectors.toSet()),
                step.candidateGroups(),
                step.request().value(),
                text);
    }

    private static Map<String, @Nullable Object> describe(ApprovalStep step) {
        Map<String, @Nullable Object> variables = over("WAITING");
        variables.put("stepId", step.id().toString());
        variables.put(
                "candidateUsers",
                step.candidateUsers().stream().map(PrincipalId::value).sorted().toList());
        variables.put(
                "candidateGroups", step.candidateGroups().stream().sorted().toList());
        return variables;
    }

    private static Map<String, @Nullable Object> over(String approval) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("approval", approval);
        variables.put("stepId", null);
        variables.put("candidateUsers", List.of());
        variables.put("candidateGroups", List.of());
        return variables;
    }
}
