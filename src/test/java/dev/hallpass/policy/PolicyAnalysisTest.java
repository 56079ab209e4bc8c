package dev.hallpass.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.identity.PrincipalId;
import dev.hallpass.policy.PolicyOutcome.ApprovedByRule;
import dev.hallpass.policy.PolicyOutcome.BreakGlass;
import dev.hallpass.policy.PolicyOutcome.Refused;
import dev.hallpass.policy.PolicyOutcome.Routed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No table, however wrong, can open a door: whatever is not a clear and decidable yes is a refusal with a reason. */
class PolicyAnalysisTest extends AnalysisTest {

    private static final Duration EIGHT_HOURS = Duration.ofHours(8);
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
    void aShorterTimeIsOfferedThanWasAskedFor(String outcome) {
        PolicyFacts atCeiling = facts("ada", "ada", "payments-api", Duration.ofHours(8));
        PolicyFacts above =
                facts("ada", "ada", "payments-api", Duration.ofHours(8).plusSeconds(1));

        assertThat(terms(analyse(atCeiling, decision(outcome))))
                .isEqualTo(new Terms(EIGHT_HOURS, false, null, List.of()));
        assertThat(terms(analyse(atCeiling, with(outcome, "maximumSeconds", new BigDecimal("28800.0")))))
                .isEqualTo(new Terms(EIGHT_HOURS, false, null, List.of()));
        assertThat(terms(analyse(above, decision(outcome)))).isEqualTo(new Terms(EIGHT_HOURS, true, null, List.of()));
    }

    @Test
    void whoeverCannotDoWithLessIsRefusedAndToldWhatCouldBeHad() {
        PolicyFacts above = circumstances(Duration.ofDays(1), new Circumstances(false, false, null));

        assertThat(analyse(above, decision("APPROVE"))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.rule()).isEqualTo("a-rule");
            assertThat(refused.reason()).contains("PT8H");
            assertThat(refused.offered()).isEqualTo(EIGHT_HOURS);
        });
    }

    @Test
    void anExtensionIsShortenedByWhatTheGrantHasHad() {
        Circumstances prolonged = new Circumstances(
                false, false, new Circumstances.Prolonged(1, Duration.ofHours(1), Duration.ofHours(5)));
        Circumstances used =
                new Circumstances(false, true, new Circumstances.Prolonged(1, Duration.ofHours(1), EIGHT_HOURS));

        assertThat(analyse(circumstances(Duration.ofHours(10), prolonged), decision("APPROVE")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.offered()).isEqualTo(Duration.ofHours(3)));
        assertThat(analyse(circumstances(Duration.ofHours(10), used), decision("APPROVE")))
                .as("nothing is left")
                .isInstanceOf(Refused.class);
    }

    @Test
    void aGrantIsExtendedNoMoreOftenThanTheRuleSays() {
        Circumstances once = new Circumstances(
                false, true, new Circumstances.Prolonged(1, Duration.ofHours(1), Duration.ofHours(2)));
        PolicyFacts facts = circumstances(Duration.ofHours(3), once);

        assertThat(analyse(facts, with("APPROVE", "maximumExtensions", 2))).isInstanceOf(ApprovedByRule.class);
        assertThat(analyse(facts, with("APPROVE", "maximumExtensions", 1)).rule())
                .isEqualTo("extensions-exhausted");
        assertThat(analyse(facts("ada", "ada", "payments-api", EIGHT_HOURS), with("APPROVE", "maximumExtensions", 0)))
                .as("no extension")
                .isInstanceOf(ApprovedByRule.class);
    }

    @Test
    void theGlassIsBrokenInAnEmergencyAndSomebodyElseReviews() {
        PolicyFacts emergency = circumstances(Duration.ofHours(1), new Circumstances(true, true, null));

        assertThat(analyse(
                        emergency,
                        with(
                                "BREAK_GLASS",
                                "review",
                                Map.of("approvers", "group:security", "within", "P1D", "escalateTo", "person:grace"))))
                .isInstanceOfSatisfying(
                        BreakGlass.class,
                        broken -> assertThat(broken.review())
                                .isEqualTo(new Review(
                                        Set.of(),
                                        Set.of("security"),
                                        Duration.ofDays(1),
                                        Set.of(new PrincipalId("grace")),
                                        Set.of())));
    }

    @Test
    void whoIsToldIsResolvedAndNobodyIsLeftOut() {
        Map<String, Object> tell =
                Map.of("rule", "tell-owners", "who", List.of("resource-owners", "group:security"), "when", "ACTIVE");

        assertThat(terms(analyse(with("APPROVE", "tell", List.of(tell)))).told())
                .containsExactly(new Told(
                        "tell-owners",
                        Set.of(new PrincipalId("grace"), new PrincipalId("alan")),
                        Set.of("security"),
                        Set.of(Moment.ACTIVE)));
    }

    private static Terms terms(PolicyOutcome outcome) {
        return switch (outcome) {
            case ApprovedByRule approved -> approved.terms();
            case Routed routed -> routed.terms();
            default -> throw new AssertionError("Not given: " + outcome);
        };
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
