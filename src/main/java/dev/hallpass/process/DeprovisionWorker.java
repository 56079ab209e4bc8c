package dev.hallpass.process;

import dev.hallpass.access.Grants;
import dev.hallpass.access.TakenBack;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a grant back when its time is up or somebody has ended it. */
@Component
class DeprovisionWorker implements ProcessWorker {

    /** An engine whose clock is ahead by less than this is waited for here instead of on another timer. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

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
    public JobOutcome handle(JobContext job, ActivatedJob activated) {
        return switch (grants.takeBack(job.request())) {
            case TakenBack.Gone gone -> {
                Map<String, @Nullable Object> variables = new HashMap<>();
                variables.put("inForce", false);
                variables.put("expiresAt", null);
                yield new JobOutcome.Completed(variables);
            }
            case TakenBack.StillInForce still -> stillInForce(still);
        };
    }

    private JobOutcome stillInForce(TakenBack.StillInForce still) {
        Duration remaining = Duration.between(clock.instant(), still.expiresAt());
        if (remaining.compareTo(CLOCK_SKEW) < 0) {
            return new JobOutcome.Postponed(remaining.isPositive() ? remaining.plusMillis(1) : Duration.ofMillis(1));
        }
        return new JobOutcome.Completed(
                Map.of("inForce", true, "expiresAt", still.expiresAt().toString()));
    }
}
