package dev.hallpass.process;

import dev.hallpass.access.ByHandPurpose;
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
    private final ByHandTasks hands;
    private final Clock clock;

    DeprovisionWorker(Grants grants, ByHandTasks hands, Clock clock) {
        this.grants = grants;
        this.hands = hands;
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
        Map<String, @Nullable Object> over = new HashMap<>();
        over.put("inForce", false);
        over.put("expiresAt", null);
        over.put(JobContext.BY_HAND, null);
        return switch (grants.takeBack(job.request())) {
            case TakenBack.Gone gone -> new JobOutcome.Completed(over);
            case TakenBack.ByHand byHand ->
                hands.ask(job.request(), ByHandPurpose.REVOKE, byHand.order(), activated, over);
            case TakenBack.StillInForce still -> stillInForce(still, job.text("expiresAt"));
        };
    }

    private JobOutcome stillInForce(TakenBack.StillInForce still, @Nullable String known) {
        String expiresAt = still.expiresAt().toString();
        if (!expiresAt.equals(known)) {
            Map<String, @Nullable Object> moved = new HashMap<>();
            moved.put("inForce", true);
            moved.put("expiresAt", expiresAt);
            moved.put(JobContext.BY_HAND, null);
            return new JobOutcome.Completed(moved);
        }
        // The end has not moved, so the engine's clock is ahead: another timer there would fire at once.
        Duration remaining =
                Duration.between(clock.instant(), still.expiresAt()).plusMillis(1);
        return new JobOutcome.Postponed(remaining.compareTo(LONGEST_PAUSE) < 0 ? remaining : LONGEST_PAUSE);
    }
}
