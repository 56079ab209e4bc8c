package dev.hallpass.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docs/facts.md} says of the text "unknown" holds in the engine's own FEEL. */
class UnknownInTablesTest {

    private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();

    private boolean cellFits(String cell, Object fact) {
        var result = feel.evaluateUnaryTests(cell, fact, Map.of());
        assertThat(result.isSuccess()).as(cell).isTrue();
        return Boolean.TRUE.equals(result.result());
    }

    private boolean holds(String expression, Object fact) {
        var result = feel.evaluateExpression(expression, Map.of("facts", Map.of("beneficiary", Map.of("it", fact))));
        assertThat(result.isSuccess()).as(expression).isTrue();
        return Boolean.TRUE.equals(result.result());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"HIGH\"",
                "\"LOW\", \"MEDIUM\"",
                "true",
                "false",
                "< 30",
                ">= 0",
                "[1..5]",
                "\"never\", > 90",
                "not(\"HIGH\", \"unknown\")"
            })
    void aCellThatDoesNotNameItDoesNotFit(String cell) {
        assertThat(cellFits(cell, Facts.UNKNOWN)).as(cell).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"unknown\"", "\"HIGH\", \"unknown\"", "> 90, \"unknown\"", "\"unknown\", > 90", "-"})
    void aCellThatNamesItFits(String cell) {
        assertThat(cellFits(cell, Facts.UNKNOWN)).as(cell).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not(\"HIGH\")", "not(\"HIGH\", \"MEDIUM\")", "not(false)"})
    void aNegationThatDoesNotNameItFitsAsTheManualWarns(String cell) {
        assertThat(cellFits(cell, Facts.UNKNOWN)).as(cell).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "some t in facts.beneficiary.it satisfies t.name = \"pci\" and t.ageDays < 365",
                "every t in facts.beneficiary.it satisfies t.ageDays < 365",
                "(some t in facts.beneficiary.it satisfies t.name = \"pci\") = true",
                "count(facts.beneficiary.it) > 0",
                "count(facts.beneficiary.it[name = \"pci\"]) = 0",
                "is empty(facts.beneficiary.it)",
                "list contains(facts.beneficiary.it, \"payments\")",
                "facts.beneficiary.it < 30",
                "facts.beneficiary.it = true",
                "facts.beneficiary.it = false",
                "not(facts.beneficiary.it)"
            })
    void noExpressionOverItHolds(String expression) {
        assertThat(holds(expression, Facts.UNKNOWN)).as(expression).isFalse();
    }
}
