package dev.hallpass.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.DomainContext;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.policy.PolicyOutcome.Refused;
import dev.hallpass.policy.PolicyOutcome.Routed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where nobody of those can decide whom a rule names, others are asked: never is it approved, never does it hang. */
class FallbackApproversTest {

    private static final StepTimes TIMES = new StepTimes(Duration.ofHours(4), Duration.ofDays(2), null);

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DomainContext context;

    @BeforeAll
    static void start() {
        context = DomainContext.start(Map.of("hallpass.policy.fallback-approvers", "policy-owners"));
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void theFallbackOfTheStepIsAsked() {
        assertThat(routed("ada", step("approvers", "group:nobody", "fallback", "person:grace")))
                .containsExactly(new RouteStep(
                        "Step", Set.of(new PrincipalId("grace")), Set.of(), 1, false, false, TIMES, null, true));
    }

    @Test
    void thenTheOneOfTheSettings() {
        assertThat(routed("ada", step("approvers", "group:nobody", "fallback", "person:nobody")))
                .containsExactly(
                        new RouteStep("Step", Set.of(), Set.of("policy-owners"), 1, false, false, TIMES, null, true));
    }

    @Test
    void andIfTheseAreConcernedThemselvesItIsRefused() {
        assertThat(analyse("margaret", step("approvers", "group:nobody"))).isInstanceOf(Refused.class);
        assertThat(analyse("ada", step("approvers", "group:nobody"), step("approvers", "group:nobody")))
                .as("Margaret decides once")
                .isInstanceOf(Refused.class);
    }

    @Test
    void aStepThatAnotherTakesThePersonFromFallsBackAsWell() {
        assertThat(routed("ada", step("approvers", "person:linus"), step("approvers", "person:linus")))
                .extracting(RouteStep::fallback)
                .containsExactly(false, true);
    }

    @Test
    void severalMustAgreeIfTheRuleSaysSo() {
        assertThat(routed("ada", step("approvers", "group:security", "mode", 2)))
                .singleElement()
                .satisfies(step -> assertThat(step.needed()).isEqualTo(2));
        assertThat(analyse("ada", step("approvers", "group:security", "mode", 3)))
                .as("neither security nor the policy owners are three")
                .isInstanceOf(Refused.class);
        assertThat(analyse("lena", step("approvers", "group:security", "mode", 2)))
                .as("Lena does not decide for herself")
                .isInstanceOf(Refused.class);
    }

    @Test
    void allMeansEachOfThemByName() {
        assertThat(routed("ada", step("approvers", List.of("group:security", "person:olga"), "mode", "all")))
                .singleElement()
                .isEqualTo(new RouteStep(
                        "Step",
                        Set.of(new PrincipalId("linus"), new PrincipalId("lena")),
                        Set.of(),
                        2,
                        false,
                        false,
                        TIMES,
                        null,
                        false));
    }

    @Test
    void allThatAStepSaysIsTaken() {
        Map<String, Object> step = step("approvers", "manager", "escalateTo", "group:nobody");
        step.putAll(Map.of(
                "escalateAfter",
                "PT3H",
                "remindAfter",
                "PT1H",
                "lapseAfter",
                "PT6H",
                "comment",
                true,
                "secondFactor",
                true));

        assertThat(routed("ada", step))
                .containsExactly(new RouteStep(
                        "Step",
                        Set.of(new PrincipalId("alan")),
                        Set.of(),
                        1,
                        true,
                        true,
                        new StepTimes(Duration.ofHours(1), Duration.ofHours(6), null),
                        new Escalation(Duration.ofHours(3), Set.of(), Set.of("policy-owners")),
                        false));
    }

    @Test
    void peersAreThoseOfTheSameManagerWhereNoTeamIsTold() {
        assertThat(routed("ada", step("approvers", "team")).getFirst().candidateUsers())
                .contains(new PrincipalId("ken"), new PrincipalId("ruth"))
                .doesNotContain(new PrincipalId("ada"), new PrincipalId("alan"));
    }

    @Test
    void aManagerWhoReportsToNobodyHasNoManager() {
        assertThat(routed("ada", step("approvers", "managers-manager")))
                .extracting(RouteStep::fallback)
                .containsExactly(true);
        assertThat(routed("ada", step("approvers", "on-call:nights")))
                .extracting(RouteStep::fallback)
                .containsExactly(true);
        assertThat(routed("ada", step("approvers", "resource-maintainers"))).hasSize(1);
    }

    private static List<RouteStep> routed(String who, Object... steps) {
        return ((Routed) analyse(who, steps)).steps();
    }

    private static PolicyOutcome analyse(String who, Object... steps) {
        PolicyFacts facts = new PolicyFacts(
                context.person(who),
                context.person(who),
                context.repository("payments-api"),
                "write",
                Duration.ofHours(1),
                null,
                false);
        return context.bean(PolicyAnalysis.class).analyse(facts, AnalysisTest.route(steps));
    }

    private static Map<String, Object> step(Object... parts) {
        Map<String, Object> step = new HashMap<>(Map.of("name", "Step"));
        for (int i = 0; i < parts.length; i += 2) {
            step.put((String) parts[i], parts[i + 1]);
        }
        return step;
    }
}
