package dev.hallpass.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A part of a bundle that holds together comes when all are agreed and not before, in Camunda's own engine. */
class BundleProcessTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    static final DeployedEngine ENGINE = new DeployedEngine(RequestWalk::reportingEnds);

    @Test
    void aRequestByItselfJoinsNothing() {
        var request = RequestWalk.settled(ENGINE, "APPROVED", in(HOUR));

        request.provisioned("GRANT", in(HOUR));

        request.hasNoJob(JobTypes.JOIN_BUNDLE);
    }

    @Test
    void aPartIsProvisionedWhenAllAreAgreed() {
        var part = RequestWalk.settledPart(ENGINE);

        part.work(JobTypes.JOIN_BUNDLE, Map.of("bundle", "GO"));

        part.provisioned("GRANT", in(HOUR));
    }

    @Test
    void aPartWaitsForTheOthersAndAsksWheneverTheyHaveMoved() {
        var part = RequestWalk.settledPart(ENGINE);
        for (int asked = 0; asked < 3; asked++) {
            part.work(JobTypes.JOIN_BUNDLE, Map.of("bundle", "WAIT"));
            part.hasNoJob(JobTypes.PROVISION);
            part.receive(MessageNames.BUNDLE_MOVED);
        }

        part.work(JobTypes.JOIN_BUNDLE, Map.of("bundle", "GO"));

        part.provisioned("GRANT", in(HOUR));
    }

    @Test
    void whatMovedWhileAPartWasAskingIsNotMissed() {
        var part = RequestWalk.settledPart(ENGINE);
        var asking = part.job(JobTypes.JOIN_BUNDLE);

        part.receive(MessageNames.BUNDLE_MOVED);
        ENGINE.client()
                .newCompleteCommand(asking)
                .variables(Map.of("bundle", "WAIT"))
                .send()
                .join();

        assertThat(part.work(JobTypes.JOIN_BUNDLE, Map.of("bundle", "GO")).getKey())
                .as("it asks again by itself")
                .isNotEqualTo(asking.getKey());
        part.provisioned("GRANT", in(HOUR));
    }

    @Test
    void aPartOfABundleThatFellEndsWithoutAccess() {
        var part = RequestWalk.settledPart(ENGINE);
        part.work(JobTypes.JOIN_BUNDLE, Map.of("bundle", "WAIT"));
        part.receive(MessageNames.BUNDLE_MOVED);

        part.work(JobTypes.JOIN_BUNDLE, Map.of("bundle", "STOP"));

        part.endsAt("BundleFell");
    }

    @Test
    void aPartThatPeopleAgreedToJoinsToo() {
        var part = RequestWalk.start(ENGINE);
        part.work(JobTypes.TAKE_IN_FACTS, Map.of("facts", Map.of("role", "write")));
        part.work(
                JobTypes.SETTLE_ROUTE,
                Map.of(
                        "outcome",
                        "ROUTED",
                        "remindAfter",
                        "PT4H",
                        "decideBy",
                        in(HOUR).toString(),
                        "heldTogether",
                        true));
        part.decided(part.waitForDecision("step-1", "grace"), "APPROVE", "fine");
        part.approvalIs("AGREED");
        part.arrivesAt("StepsAgreed");

        part.work(JobTypes.JOIN_BUNDLE, Map.of("bundle", "GO"));

        part.provisioned("GRANT", in(HOUR));
    }

    private static Instant in(Duration time) {
        return ENGINE.now().plus(time).truncatedTo(ChronoUnit.MILLIS);
    }
}
