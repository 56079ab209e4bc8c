package dev.hallpass.process;

import dev.hallpass.access.Grants;
import dev.hallpass.access.TakenBack;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a grant back when its time is up or somebody has ended it. */
@Component
class DeprovisionWorker implements ProcessWorker {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Grants grants;
    private final Clock clock;

    DeprovisionWorker(Grants grants, Clock clock) {
        this.grants = grants;
        this.clock = clock;
    }

    @Override
    public String type() {
        return JobTypes.DEPROVISION;
    }

    @Override
    public List<String> variables() {
        return List.of("expiresAt");
    }

    @Override
    public boolean callsApplications() {
        return true;
    }

    @Override
    public JobOutcome handle(JobContext job, ActivatedJob activated) {
        return switch (grants.takeBack(job.request())) {
            case TakenBack.Gone gone -> {
                Map<String, @Nullable Object> variables = new HashMap<>();
                variables.put("inForce", false);
                variables.put("expiresAt", null);
                yield new JobOutcome.Completed(variables);
            }
            case TakenBack.ByHand byHand -> new JobOutcome.Postponed(LONGEST_PAUSE);
            case TakenBack.StillInForce still -> stillInForce(still, job.text("expiresAt"));
        };
    }

    private JobOutcome stillInForce(TakenBack.StillInForce still, @Nullable String known) {
        String expiresAt = still.expiresAt().toString();
        if (!expiresAt.equals(known)) {
            return new JobOutcome.Completed(Map.of("inForce", true, "expiresAt", expiresAt));
        }
        // The end has not moved, so the engine's clock is ahead: another timer there would fire at once.
        Duration remaining =
                Duration.between(clock.instant(), still.expiresAt()).plusMillis(1);
        return new JobOutcome.Postponed(remaining.compareTo(LONGEST_PAUSE) < 0 ? remaining : LONGEST_PAUSE);
    }
}
