package dev.hallpass.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way through the process ends where it should, in Camunda's own engine. */
class AccessRequestProcessTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    static final DeployedEngine ENGINE = new DeployedEngine(RequestWalk::reportingEnds);

    @Test
    void aRefusedRequestEnds() {
        var request = RequestWalk.settled(ENGINE, "REFUSED", in(HOUR));

        request.endsAt("RequestRefused");
    }

    @Test
    void whatARuleApprovesIsProvisionedAndTakenBackOnTime() {
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));
        request.provisioned("GRANT", in(HOUR));
        request.hasNoJob(JobTypes.DEPROVISION);

        ENGINE.letPass(HOUR);

        request.work(JobTypes.DEPROVISION, Map.of("inForce", false));
        request.endsAt("GrantEnded");
    }

    @Test
    void whatCannotBeProvisionedFails() {
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));
        var job = request.job(JobTypes.PROVISION);

        ENGINE.client()
                .newThrowErrorCommand(job)
                .errorCode(ProvisionWorker.PROVISIONING_FAILED)
                .send()
                .join();

        request.endsAt("RequestFailed");
    }

    @Test
    void anExtensionEndsWhenItIsInForce() {
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));

        request.provisioned("EXTENSION", in(HOUR));

        request.endsAt("ExtensionDone");
    }

    @Test
    void aGrantCanEndEarly() {
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));
        request.provisioned("GRANT", in(HOUR));

        request.receive(MessageNames.GRANT_ENDED);

        request.work(JobTypes.DEPROVISION, Map.of("inForce", false));
        request.endsAt("GrantEnded");
    }

    @Test
    void anExtendedGrantEndsAtItsNewEndAndNotBefore() {
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));
        request.provisioned("GRANT", in(HOUR));

        request.receive(MessageNames.GRANT_EXTENDED);
        request.work(
                JobTypes.TAKE_IN_NEW_END,
                Map.of("expiresAt", in(HOUR.multipliedBy(2)).toString()));

        ENGINE.letPass(HOUR);
        request.hasNoJob(JobTypes.DEPROVISION);
        ENGINE.letPass(HOUR);
        request.work(JobTypes.DEPROVISION, Map.of("inForce", false));
        request.endsAt("GrantEnded");
    }

    @Test
    void aGrantCanBeExtendedTwice() {
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));
        request.provisioned("GRANT", in(HOUR));
        for (int extension = 0; extension < 2; extension++) {
            request.receive(MessageNames.GRANT_EXTENDED);
            request.work(JobTypes.TAKE_IN_NEW_END, Map.of("expiresAt", in(HOUR).toString()));
        }

        ENGINE.letPass(HOUR);

        request.work(JobTypes.DEPROVISION, Map.of("inForce", false));
        request.endsAt("GrantEnded");
    }

    @Test
    void anExtensionAtTheLastMomentKeepsTheGrantInForce() {
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));
        request.provisioned("GRANT", in(HOUR));
        ENGINE.letPass(HOUR);
        var late = request.job(JobTypes.DEPROVISION);

        // The extension was stored while the engine was about to take the access back.
        request.receive(MessageNames.GRANT_EXTENDED);
        var newEnd = in(HOUR).toString();
        ENGINE.client()
                .newCompleteCommand(late)
                .variables(Map.of("inForce", true, "expiresAt", newEnd))
                .send()
                .join();

        request.work(JobTypes.TAKE_IN_NEW_END, Map.of("expiresAt", newEnd));
        request.hasNoJob(JobTypes.DEPROVISION);
        ENGINE.letPass(HOUR);
        request.work(JobTypes.DEPROVISION, Map.of("inForce", false));
        request.endsAt("GrantEnded");
    }

    @Test
    void aGrantWhoseEndIsPastAlreadyIsTakenBackAtOnce() {
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));

        request.provisioned("GRANT", in(HOUR.negated()));

        request.work(JobTypes.DEPROVISION, Map.of("inForce", false));
        request.endsAt("GrantEnded");
    }

    @Test
    void aRequestUnderWayKeepsThePolicyItBeganUnder() {
        var old = RequestWalk.start(ENGINE);
        var facts = Map.<String, Object>of("facts", Map.of());
        var before = "\"The request names no duration.\"";
        var after = "\"Say for how long.\"";

        ENGINE.deploy(RequestWalk::reportingEnds, policy -> policy.replace(before, after));
        var young = RequestWalk.start(ENGINE);
        old.work(JobTypes.TAKE_IN_FACTS, facts);
        young.work(JobTypes.TAKE_IN_FACTS, facts);

        assertThat(decisionOf(old)).contains("The request names no duration.");
        assertThat(decisionOf(young)).contains("Say for how long.");
        ENGINE.deploy(RequestWalk::reportingEnds, UnaryOperator.identity());
    }

    private static String decisionOf(RequestWalk request) {
        return String.valueOf(
                request.job(JobTypes.SETTLE_ROUTE).getVariablesAsMap().get("policyDecision"));
    }

    private static Instant in(Duration time) {
        return ENGINE.now().plus(time).truncatedTo(ChronoUnit.MILLIS);
    }
}
