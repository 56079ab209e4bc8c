package dev.hallpass.process;

import dev.hallpass.bundle.BundleRequests;
import io.camunda.client.api.response.ActivatedJob;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks whether a part of a bundle that holds together may go on, has to wait for the others, or is not wanted. */
@Component
class JoinBundleWorker implements ProcessWorker {

    private final BundleRequests bundles;

    JoinBundleWorker(BundleRequests bundles) {
        this.bundles = bundles;
    }

    @Override
    public String type() {
        return JobTypes.JOIN_BUNDLE;
    }

    @Override
    public JobOutcome handle(JobContext job, ActivatedJob activated) {
        return new JobOutcome.Completed(
                Map.of("bundle", bundles.join(job.request()).name()));
    }
}
