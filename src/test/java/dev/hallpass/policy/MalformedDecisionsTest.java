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
}
