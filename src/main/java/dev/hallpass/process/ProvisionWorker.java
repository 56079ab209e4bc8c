package dev.hallpass.process;

import dev.hallpass.access.Grants;
import dev.hallpass.access.Provisioned;
import io.camunda.client.api.response.ActivatedJob;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings what was agreed into force. */
@Component
class ProvisionWorker implements ProcessWorker {

    static final String PROVISIONING_FAILED = "provisioning-failed";

    private final Grants grants;

    ProvisionWorker(Grants grants) {
        this.grants = grants;
    }

    @Override
    public String type() {
        return JobTypes.PROVISION;
    }

    @Override
    public boolean callsApplications() {
        return true;
    }

    @Override
    public JobOutcome handle(JobContext job, ActivatedJob activated) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        return switch (grants.provision(job.request())) {
            case Provisioned.InForce inForce -> {
                variables.put("effect", "GRANT");
                variables.put("expiresAt", inForce.expiresAt().toString());
                yield new JobOutcome.Completed(variables);
            }
            case Provisioned.Extended extended -> {
                variables.put("effect", "EXTENSION");
                variables.put("expiresAt", null);
                yield new JobOutcome.Completed(variables);
            }
            case Provisioned.ByHand byHand -> {
                variables.put("effect", "BY_HAND");
                variables.put("expiresAt", null);
                yield new JobOutcome.Completed(variables);
            }
            case Provisioned.Failed failed -> new JobOutcome.Thrown(PROVISIONING_FAILED, failed.reason());
        };
    }
}
