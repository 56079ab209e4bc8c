package dev.hallpass.process;

import dev.hallpass.access.ByHandPurpose;
import dev.hallpass.access.Grants;
import dev.hallpass.access.Provisioned;
import dev.hallpass.bundle.BundleRequests;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestState;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings what was agreed into force. */
@Component
class ProvisionWorker implements ProcessWorker {

    static final String PROVISIONING_FAILED = "provisioning-failed";

    /** How soon a process that came here too early asks again. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final AccessRequests requests;
    private final Grants grants;
    private final ByHandTasks hands;
    private final BundleRequests bundles;

    ProvisionWorker(AccessRequests requests, Grants grants, ByHandTasks hands, BundleRequests bundles) {
        this.requests = requests;
        this.grants = grants;
        this.hands = hands;
        this.bundles = bundles;
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
        // Whatever the diagram says, no part of a bundle that holds together comes before all are agreed.
        AccessRequest request = requests.require(job.request());
        if (request.state() == RequestState.CANCELLED) {
            // Withdrawn while it waited for hands: nobody is needed, and nothing comes of it.
            return new JobOutcome.Thrown(PROVISIONING_FAILED, String.valueOf(request.reason()));
        }
        return switch (bundles.join(job.request())) {
            case GO -> provision(job, activated);
            case WAIT -> new JobOutcome.Postponed(SOON);
            case STOP -> new JobOutcome.Thrown(PROVISIONING_FAILED, "The bundle is undone");
        };
    }

    private JobOutcome provision(JobContext job, ActivatedJob activated) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put(JobContext.BY_HAND, null);
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
                yield hands.ask(job.request(), ByHandPurpose.GRANT, byHand.order(), activated, variables);
            }
            case Provisioned.Failed failed -> new JobOutcome.Thrown(PROVISIONING_FAILED, failed.reason());
        };
    }
}
