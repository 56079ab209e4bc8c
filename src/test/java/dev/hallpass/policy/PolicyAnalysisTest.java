package dev.hallpass.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.DomainContext;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.policy.PolicyOutcome.ApprovedByRule;
import dev.hallpass.policy.PolicyOutcome.Refused;
import dev.hallpass.policy.PolicyOutcome.Routed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No table, however wrong, can open a door: whatever is not a clear and decidable yes is a refusal with a reason. */
class PolicyAnalysisTest {

    private static final Map<String, Object> OWNER = Map.of("name", "Owner", "approvers", "resource-owners");
    private static final Map<String, Object> SECURITY = Map.of("name", "Security", "approvers", "group:security");

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DomainContext context;

    @BeforeAll
    static void start() {
        context = DomainContext.start();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    private static PolicyFacts facts(String requester, String beneficiary, String repository, Duration duration) {
        return new PolicyFacts(
                context.person(requester),
                context.person(beneficiary),
                context.repository(repository),
                "write",
                duration,
                null,
                false);
    }

    private static PolicyOutcome analyse(@Nullable Object decision) {
        return analyse(facts("ada", "ada", "payments-api", Duration.ofHours(1)), decision);
    }

    private static PolicyOutcome analyse(PolicyFacts facts, @Nullable Object decision) {
        return context.bean(PolicyAnalysis.class).analyse(facts, decision);
    }

    private static Map<String, Object> decision(String outcome) {
        Map<String, Object> decision = new HashMap<>();
        decision.put("outcome", outcome);
        decision.put("rule", "a-rule");
        decision.put("reason", "A reason");
        decision.put("steps", List.of(OWNER));
        decision.put("maximumSeconds", 28_800);
        decision.put("remindAfter", "PT4H");
        decision.put("lapseAfter", "P2D");
        return decision;
    }

    private static Map<String, Object> with(String outcome, String name, @Nullable Object value) {
        Map<String, Object> decision = decision(outcome);
        if (value == null) {
            decision.remove(name);
        } else {
            decision.put(name, value);
        }
        return decision;
    }

    private static Map<String, Object> route(Object... steps) {
        return with("ROUTE", "steps", Arrays.asList(steps));
    }

    private static Map<String, Object> step(Object approvers) {
        return Map.of("name", "Step", "approvers", approvers);
    }

    @Test
    void aClearDecisionIsTaken() {
        assertThat(analyse(decision("REFUSE"))).isEqualTo(new Refused("a-rule", "A reason"));
        assertThat(analyse(decision("APPROVE"))).isEqualTo(new ApprovedByRule("a-rule", "A reason"));
        assertThat(analyse(route(OWNER, SECURITY)))
                .isEqualTo(new Routed(
                        "a-rule",
                        "A reason",
                        List.of(
                                new RouteStep(
                                        "Owner", Set.of(new PrincipalId("grace"), new PrincipalId("alan")), Set.of()),
                                new RouteStep("Security", Set.of(), Set.of("security"))),
                        Duration.ofHours(4),
                        Duration.ofDays(2)));
    }

    @Test
    void withoutAReasonTheRuleIsTheReason() {
        assertThat(analyse(with("REFUSE", "reason", null)).reason()).isEqualTo("a-rule");
    }

    static Stream<@Nullable Object> noDecisions() {
        return Stream.of(
                null,
                List.of(),
                List.of(decision("APPROVE")),
                List.of(decision("APPROVE"), decision("REFUSE")),
                "APPROVE",
                true,
                1,
                new HashMap<>());
    }

    @ParameterizedTest
    @MethodSource("noDecisions")
    void whatIsNoDecisionRefuses(@Nullable Object decision) {
        assertThat(analyse(decision)).isInstanceOf(Refused.class);
    }

    static Stream<Arguments> malformed() {
        List<@Nullable Object> withNull = new ArrayList<>();
        withNull.add(OWNER);
        withNull.add(null);
        return Stream.of(
                Arguments.of("no outcome", with("APPROVE", "outcome", null)),
                Arguments.of("unknown outcome", decision("ALLOW")),
                Arguments.of("outcome in small letters", decision("approve")),
                Arguments.of("outcome of another type", with("APPROVE", "outcome", List.of("APPROVE"))),
                Arguments.of("no rule", with("APPROVE", "rule", null)),
                Arguments.of("blank rule", with("APPROVE", "rule", " ")),
                Arguments.of("rules of several rows", with("APPROVE", "rule", List.of("a", "b"))),
                Arguments.of("no longest duration", with("APPROVE", "maximumSeconds", null)),
                Arguments.of("longest duration as text", with("APPROVE", "maximumSeconds", "28800")),
                Arguments.of("longest duration zero", with("APPROVE", "maximumSeconds", 0)),
                Arguments.of("longest duration negative", with("APPROVE", "maximumSeconds", -5)),
                Arguments.of("longest duration no number", with("APPROVE", "maximumSeconds", Double.NaN)),
                Arguments.of("longest duration of a route missing", with("ROUTE", "maximumSeconds", null)),
                Arguments.of("no steps", with("ROUTE", "steps", null)),
                Arguments.of("empty steps", with("ROUTE", "steps", List.of())),
                Arguments.of("steps of another type", with("ROUTE", "steps", OWNER)),
                Arguments.of("a step that is a text", route(OWNER, "group:security")),
                Arguments.of("a step that is null", with("ROUTE", "steps", withNull)),
                Arguments.of("a step without approvers", route(OWNER, Map.of("name", "Step"))),
                Arguments.of("unknown approvers", route(step("anybody"))),
                Arguments.of("approvers of no group", route(step("group:"))),
                Arguments.of("approvers of no person", route(step("person:"))),
                Arguments.of("approvers as a list", route(step(List.of("resource-owners")))),
                Arguments.of("one good step and one unknown", route(OWNER, step("manager-of-manager"))),
                Arguments.of("no reminder", with("ROUTE", "remindAfter", null)),
                Arguments.of("reminder that is no duration", with("ROUTE", "remindAfter", "4 hours")),
                Arguments.of("reminder at once", with("ROUTE", "remindAfter", "PT0S")),
                Arguments.of("no lapse", with("ROUTE", "lapseAfter", null)),
                Arguments.of("lapse in months", with("ROUTE", "lapseAfter", "P1M")),
                Arguments.of("lapse in the past", with("ROUTE", "lapseAfter", "-P1D")),
                Arguments.of("lapse beyond all time", with("ROUTE", "lapseAfter", "P99999999999D")),
                Arguments.of("lapse beyond the calendar", with("ROUTE", "lapseAfter", "P200000000D")),
                Arguments.of("reminder beyond all time", with("ROUTE", "remindAfter", "PT9223372036854775807S")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void whatIsMalformedRefusesAndSaysSo(String what, Map<String, Object> decision) {
        PolicyOutcome outcome = analyse(decision);

        assertThat(outcome).as(what).isInstanceOf(Refused.class);
        assertThat(outcome.rule()).isEqualTo("policy-malformed");
        assertThat(outcome.reason()).isNotBlank();
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

    @Test
    void aRouteToNobodyIsRefused() {
        assertThat(analyse(route(step("group:no-such-group"))).rule()).isEqualTo("nobody-may-decide");
        assertThat(analyse(route(step("person:nobody"))).rule()).isEqualTo("nobody-may-decide");
        assertThat(analyse(route(step("person:olga"))).rule()).as("not active").isEqualTo("nobody-may-decide");
        assertThat(analyse(facts("alan", "alan", "web-shop", Duration.ofHours(1)), route(step("manager")))
                        .rule())
                .as("has no manager")
                .isEqualTo("nobody-may-decide");
        assertThat(analyse(facts("ada", "ada", "scratch", Duration.ofHours(1)), route(OWNER))
                        .rule())
                .as("has no owner")
                .isEqualTo("nobody-may-decide");
    }

    @Test
    void aRouteWhoseOnlyApproverIsConcernedIsRefused() {
        PolicyOutcome own = analyse(facts("linus", "linus", "secrets-vault", Duration.ofHours(1)), route(OWNER));
        PolicyOutcome onBehalf = analyse(facts("ada", "linus", "secrets-vault", Duration.ofHours(1)), route(OWNER));
        PolicyOutcome forAnother = analyse(facts("linus", "ada", "secrets-vault", Duration.ofHours(1)), route(OWNER));

        assertThat(List.of(own.rule(), onBehalf.rule(), forAnother.rule())).containsOnly("nobody-may-decide");
        assertThat(own.reason()).contains("Owner");
    }

    @Test
    void twoStepsThatOnlyOnePersonCouldDecideAreRefused() {
        PolicyOutcome outcome =
                analyse(facts("ada", "ada", "secrets-vault", Duration.ofHours(1)), route(OWNER, step("person:linus")));

        assertThat(outcome.rule()).isEqualTo("nobody-may-decide");
        assertThat(outcome.reason()).contains("Step");
        assertThat(analyse(facts("ada", "ada", "secrets-vault", Duration.ofHours(1)), route(OWNER, SECURITY)))
                .as("lena is in the group too")
                .isInstanceOf(Routed.class);
        assertThat(analyse(facts("lena", "lena", "secrets-vault", Duration.ofHours(1)), route(OWNER, SECURITY)))
                .as("lena asks herself, olga is not active")
                .isInstanceOf(Refused.class);
    }

    @Test
    void theReasonOfARefusedRouteIsItsOwnHoweverLongWasAskedFor() {
        PolicyFacts tooLong = facts("ada", "ada", "payments-api", Duration.ofHours(9));

        assertThat(analyse(tooLong, route(step("group:no-such-group"))))
                .isEqualTo(analyse(route(step("group:no-such-group"))));
    }
}
