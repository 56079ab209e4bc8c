package dev.hallpass.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.decision.DecisionModel;
import dev.hallpass.simulation.Reach.Approval;
import dev.hallpass.simulation.Reach.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a policy lets people have, and the weakest approval on the way. */
class ReachTest {

    private static final Map<String, Object> ENGINEER =
            Map.of("facts.beneficiary.groups", List.of("engineering"), "facts.resource.sensitivity", "PUBLIC");

    private static final Map<String, Object> ON_DUTY =
            Map.of("facts.beneficiary.groups", List.of("on-duty"), "facts.resource.sensitivity", "RESTRICTED");

    private final Reach reach;

    ReachTest() throws IOException {
        reach = new Reach(DecisionModel.parse(Files.readAllBytes(Path.of("src/test/resources/policy-lint/clean.dmn"))));
    }

    @Test
    void aRuleThatApprovesIsTheWeakestApproval() {
        assertThat(reach.easiest(ENGINEER, "read")).contains(new Way(Approval.BY_RULE, 0, "read-open", Map.of()));
    }

    @Test
    void namesTheCircumstancesThatAWayNeeds() {
        assertThat(reach.easiest(ENGINEER, "write")).hasValueSatisfying(way -> {
            assertThat(way.approval()).isEqualTo(Approval.BY_PEOPLE);
            assertThat(way.rule()).isEqualTo("by-manager");
            assertThat(way.circumstances()).containsEntry("facts.ticket", "OPS-1");
        });
    }

    @Test
    void accessThatIsReviewedAfterwardsIsWeakerThanPeopleAskedBefore() {
        assertThat(reach.ways(ON_DUTY, "write")).extracting(Way::rule).containsExactly("glass", "by-manager");
        assertThat(reach.easiest(ON_DUTY, "write")).map(Way::approval).contains(Approval.REVIEWED_AFTERWARDS);
    }

    @Test
    void thereIsNoWayToWhatIsAlwaysRefused() {
        assertThat(reach.easiest(ENGINEER, "own")).isEmpty();
    }
}
