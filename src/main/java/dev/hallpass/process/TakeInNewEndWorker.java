package dev.hallpass.process;

import dev.hallpass.access.Grant;
import dev.hallpass.access.Grants;
import io.camunda.client.api.response.ActivatedJob;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Gives the process the new end of a grant that was extended. */
@Component
class TakeInNewEndWorker implements ProcessWorker {

    private final Grants grants;

    TakeInNewEndWorker(Grants grants) {
        this.grants = grants;
    }

    @Override
    public String type() {
        return JobTypes.TAKE_IN_NEW_END;
    }

    @Override
    public JobOutcome handle(JobContext job, ActivatedJob activated) {
        Grant grant = grants.ofRequest(job.request())
                .orElseThrow(() -> new IllegalStateException("Request %s has no grant".formatted(job.request())));
        return new JobOutcome.Completed(Map.of("expiresAt", String.valueOf(grant.expiresAt())));
    }
}
