package dev.hallpass.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.policy.PolicyOutcome.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is not a decision as the table is to make it is a refusal that says so. */
class MalformedDecisionsTest extends AnalysisTest {

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
                Arguments.of("approvers in a list with another", route(step(List.of("resource-owners", 1)))),
                Arguments.of("approvers as an empty list", route(step(List.of()))),
                Arguments.of("an unknown part of a step", route(part("escalateTO", "manager"))),
                Arguments.of("none of them must agree", route(part("mode", 0))),
                Arguments.of("half a person must agree", route(part("mode", 1.5))),
                Arguments.of("an unknown mode", route(part("mode", "most"))),
                Arguments.of("a comment that is neither true nor false", route(part("comment", "yes"))),
                Arguments.of("escalation to nobody", route(part("escalateAfter", "PT1H"))),
                Arguments.of("escalation at no time", route(part("escalateTo", "manager"))),
                Arguments.of("a fallback that is not understood", route(part("fallback", "somebody"))),
                Arguments.of("a calendar that there is not", with("ROUTE", "calendar", "lunar")),
                Arguments.of("a calendar that is no name", with("ROUTE", "calendar", 5)),
                Arguments.of("a negative number of extensions", with("APPROVE", "maximumExtensions", -1)),
                Arguments.of("extensions as text", with("APPROVE", "maximumExtensions", "two")),
                Arguments.of("somebody told at no moment", with("APPROVE", "tell", List.of(Map.of("who", "manager")))),
                Arguments.of("told as text", with("APPROVE", "tell", "manager")),
                Arguments.of("break-glass without review", decision("BREAK_GLASS")),
                Arguments.of(
                        "break-glass that nobody asked for",
                        with(
                                "BREAK_GLASS",
                                "review",
                                Map.of(
                                        "approvers",
                                        "group:security",
                                        "within",
                                        "P1D",
                                        "escalateTo",
                                        "group:administrators"))),
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

    private static Map<String, Object> part(String name, Object value) {
        return Map.of("name", "Step", "approvers", "resource-owners", name, value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void whatIsMalformedRefusesAndSaysSo(String what, Map<String, Object> decision) {
        PolicyOutcome outcome = analyse(decision);

        assertThat(outcome).as(what).isInstanceOf(Refused.class);
        assertThat(outcome.rule()).isEqualTo("policy-malformed");
        assertThat(outcome.reason()).isNotBlank();
    }
}
