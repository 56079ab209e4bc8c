package dev.hallpass.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.policy.PolicyOutcome.Refused;
import dev.hallpass.policy.PolicyOutcome.Routed;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What cannot be carried out as the policy means it is refused, never granted on weaker terms. */
class NotCarriedOutTest extends AnalysisTest {

    private static PolicyOutcome outcome(PolicyFacts facts, @Nullable Object decision) {
        return context.bean(PolicyAnalysis.class).outcome(facts, decision);
    }

    @Test
    void aStepWithASecondFactorIsRefused() {
        Map<String, Object> step =
                Map.of("name", "Security", "approvers", "group:security", "mode", "any", "secondFactor", true);

        PolicyOutcome outcome = outcome(facts("ada", "ada", "payments-api", Duration.ofHours(1)), route(step));

        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(outcome.rule()).isEqualTo("policy-not-carried-out");
        assertThat(outcome.reason()).contains("a-rule");
    }

    @Test
    void breakingTheGlassIsRefused() {
        PolicyOutcome outcome = outcome(
                circumstances(Duration.ofHours(1), new Circumstances(true, true, null)),
                with(
                        "BREAK_GLASS",
                        "review",
                        Map.of("approvers", "group:security", "within", "P1D", "escalateTo", "person:grace")));

        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(outcome.rule()).isEqualTo("policy-not-carried-out");
    }

    @Test
    void whatCanBeCarriedOutIsAsItWasMeant() {
        PolicyFacts facts = facts("ada", "ada", "payments-api", Duration.ofHours(1));

        assertThat(outcome(facts, route(OWNER)))
                .isInstanceOf(Routed.class)
                .isEqualTo(context.bean(PolicyAnalysis.class).analyse(facts, route(OWNER)));
    }
}
