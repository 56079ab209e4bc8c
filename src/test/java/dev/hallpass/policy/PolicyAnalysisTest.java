package dev.hallpass.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.identity.PrincipalId;
import dev.hallpass.policy.PolicyOutcome.ApprovedByRule;
import dev.hallpass.policy.PolicyOutcome.Refused;
import dev.hallpass.policy.PolicyOutcome.Routed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No table, however wrong, can open a door: whatever is not a clear and decidable yes is a refusal with a reason. */
class PolicyAnalysisTest extends AnalysisTest {

    private static final StepTimes TIMES = new StepTimes(Duration.ofHours(4), Duration.ofDays(2), null);
    private static final Terms TERMS = new Terms(Duration.ofHours(1), false, null, List.of());

    @Test
    void aClearDecisionIsTaken() {
        assertThat(analyse(decision("REFUSE"))).isEqualTo(new Refused("a-rule", "A reason"));
        assertThat(analyse(decision("APPROVE"))).isEqualTo(new ApprovedByRule("a-rule", "A reason", TERMS));
        assertThat(analyse(route(OWNER, SECURITY)))
                .isEqualTo(new Routed(
                        "a-rule",
                        "A reason",
                        List.of(
                                new RouteStep(
                                        "Owner",
                                        Set.of(new PrincipalId("grace"), new PrincipalId("alan")),
                                        Set.of(),
                                        TIMES),
                                new RouteStep("Security", Set.of(), Set.of("security"), TIMES)),
                        TERMS));
    }

    @Test
    void withoutAReasonTheRuleIsTheReason() {
        assertThat(analyse(with("REFUSE", "reason", null)).reason()).isEqualTo("a-rule");
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPROVE", "ROUTE"})
    void theLongestDurationMayBeReachedButNotExceeded(String outcome) {
        PolicyFacts atCeiling = facts("ada", "ada", "payments-api", Duration.ofHours(8));
        PolicyFacts above =
                facts("ada", "ada", "payments-api", Duration.ofHours(8).plusSeconds(1));

        assertThat(analyse(atCeiling, decision(outcome))).isNotInstanceOf(Refused.class);
        assertThat(analyse(atCeiling, with(outcome, "maximumSeconds", new BigDecimal("28800.0"))))
                .isNotInstanceOf(Refused.class);
        assertThat(analyse(above, decision(outcome)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("PT8H"));
        assertThat(analyse(above, decision(outcome)).rule()).isEqualTo("a-rule");
    }

    @Test
    void theAbsoluteCeilingHoldsWhateverTheTableSays() {
        PolicyFacts above =
                facts("ada", "ada", "payments-api", Duration.ofDays(30).plusSeconds(1));

        for (Object maximum : List.of(Long.MAX_VALUE, Double.POSITIVE_INFINITY, new BigDecimal("1e30"))) {
            assertThat(analyse(above, with("APPROVE", "maximumSeconds", maximum))
                            .rule())
                    .isEqualTo("duration-over-absolute-ceiling");
        }
        assertThat(analyse(
                        facts("ada", "ada", "payments-api", Duration.ofDays(30)),
                        with("APPROVE", "maximumSeconds", Long.MAX_VALUE)))
                .isInstanceOf(ApprovedByRule.class);
    }

    @Test
    void noLengthAndUnknownRolesAreRefusedWhateverTheTableSays() {
        assertThat(analyse(facts("ada", "ada", "payments-api", Duration.ZERO), decision("APPROVE")))
                .isInstanceOf(Refused.class);
        PolicyFacts owner = new PolicyFacts(
                context.person("ada"),
                context.person("ada"),
                context.repository("payments-api"),
                "owner",
                Duration.ofHours(1),
                null,
                false);
        assertThat(analyse(owner, decision("APPROVE")).rule()).isEqualTo("unknown-role");
    }
}
