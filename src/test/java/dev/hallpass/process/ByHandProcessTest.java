package dev.hallpass.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.api.command.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person has to do, before access is there and after it is over, in Camunda's own engine. */
class ByHandProcessTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    static final DeployedEngine ENGINE = new DeployedEngine(RequestWalk::reportingEnds);

    @Test
    void whatAPersonHasToDoIsDoneReadBackAndInForce() {
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));
        request.work(JobTypes.PROVISION, needed("effect", "BY_HAND"));
        var task = request.waitForHands().getUserTask();

        request.reported(task.getUserTaskKey());

        request.provisioned("GRANT", in(HOUR));
        ENGINE.letPass(HOUR);
        request.work(JobTypes.DEPROVISION, notNeeded("inForce", false));
        request.endsAt("GrantEnded");
    }

    @Test
    void whatWasNotDoneIsAskedForAgain() {
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));
        for (int asked = 0; asked < 3; asked++) {
            request.work(JobTypes.PROVISION, needed("effect", "BY_HAND"));
            request.reported(request.waitForHands().getUserTask().getUserTaskKey());
        }

        request.provisioned("GRANT", in(HOUR));
        request.hasNoJob(JobTypes.RECORD_BY_HAND_TASK);
    }

    @Test
    void theTaskGoesToTheFulfillersAndNamesTheOrder() {
        var order = UUID.randomUUID().toString();
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));
        request.work(JobTypes.PROVISION, Map.of("effect", "BY_HAND", "byHand", RequestWalk.byHand(order)));

        var listener = request.job(JobTypes.RECORD_BY_HAND_TASK);

        assertThat(listener.getUserTask().getCandidateGroups()).containsExactly("bitbucket-admins");
        assertThat(listener.getUserTask().getFormKey()).as("its form").isPositive();
        assertThat(JobContext.of(listener).order()).hasToString(order);
    }

    @Test
    void aReportIsCheckedBeforeTheTaskIsCompleted() {
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));
        request.work(JobTypes.PROVISION, needed("effect", "BY_HAND"));
        var task = request.waitForHands().getUserTask().getUserTaskKey();

        var refused = ENGINE.client()
                .newCompleteUserTaskCommand(task)
                .variables(Map.of("report", "DONE"))
                .send();
        var check = request.job(JobTypes.CHECK_BY_HAND_REPORT);
        ENGINE.client()
                .newCompleteCommand(check)
                .withResult(result -> result.forUserTask().deny(true, "Nobody does it for themselves."))
                .send()
                .join();

        assertThat(check.getVariablesAsMap()).containsEntry("report", "DONE");
        assertThatThrownBy(refused::join).isInstanceOf(ProblemException.class);
        request.reported(task);
        request.provisioned("GRANT", in(HOUR));
    }

    @Test
    void whatWasSaidOfItStaysWithTheTask() {
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));
        request.work(JobTypes.PROVISION, needed("effect", "BY_HAND"));
        request.reported(request.waitForHands().getUserTask().getUserTaskKey());

        assertThat(request.job(JobTypes.PROVISION).getVariablesAsMap()).doesNotContainKeys("note", "report");
    }

    @Test
    void whatNobodyCanDoFails() {
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));
        request.work(JobTypes.PROVISION, needed("effect", "BY_HAND"));
        request.reported(request.waitForHands().getUserTask().getUserTaskKey());

        ENGINE.client()
                .newThrowErrorCommand(request.job(JobTypes.PROVISION))
                .errorCode(ProvisionWorker.PROVISIONING_FAILED)
                .send()
                .join();

        request.endsAt("RequestFailed");
    }

    @Test
    void accessIsTakenAwayByHandAndReadBack() {
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));
        request.provisioned("GRANT", in(HOUR));
        request.receive(MessageNames.GRANT_ENDED);

        for (int asked = 0; asked < 2; asked++) {
            request.work(JobTypes.DEPROVISION, needed("inForce", false));
            request.reported(request.waitForHands().getUserTask().getUserTaskKey());
        }

        request.work(JobTypes.DEPROVISION, notNeeded("inForce", false));
        request.endsAt("GrantEnded");
    }

    @Test
    void whatWasGivenByHandButGoesByItselfNeedsNobodyInTheEnd() {
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));
        request.work(JobTypes.PROVISION, needed("effect", "BY_HAND"));
        request.reported(request.waitForHands().getUserTask().getUserTaskKey());
        var inForce = notNeeded("effect", "GRANT");
        inForce.put("expiresAt", in(HOUR).toString());
        request.work(JobTypes.PROVISION, inForce);
        request.receive(MessageNames.GRANT_ENDED);

        request.work(JobTypes.DEPROVISION, notNeeded("inForce", false));

        request.endsAt("GrantEnded");
    }

    private static Map<String, Object> needed(String name, Object value) {
        return Map.of(
                name, value, "byHand", RequestWalk.byHand(UUID.randomUUID().toString()));
    }

    private static Map<String, @Nullable Object> notNeeded(String name, Object value) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put(name, value);
        variables.put("byHand", null);
        return variables;
    }

    private static Instant in(Duration time) {
        return ENGINE.now().plus(time).truncatedTo(ChronoUnit.MILLIS);
    }
}
