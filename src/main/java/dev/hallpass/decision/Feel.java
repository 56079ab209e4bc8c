package dev.hallpass.decision;

import java.util.HashMap;
import java.util.Map;
import org.camunda.dmn.DmnEngine;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.ValBoolean;
import org.jspecify.annotations.Nullable;

/** One FEEL expression or one cell's tests, parsed once; safe for use by many threads. */
public final class Feel {

    static final DmnEngine ENGINE = new DmnEngine.Builder().build();

    private static final FeelEngineApi FEEL = ENGINE.feelEngine();

    /** The variable that FEEL calls "?". */
    private static final String TESTED = org.camunda.feel.FeelEngine.UnaryTests$.MODULE$.defaultInputVariable();

    private final ParsedExpression expression;

    private Feel(ParsedExpression expression) {
        this.expression = expression;
    }

    /**
     * Parses an expression.
     *
     * @throws InvalidDecisionException if it is no FEEL
     */
    public static Feel expression(String text) {
        return of(FEEL.parseExpression(text));
    }

    /**
     * Parses the tests of an input cell; an empty one fits everything.
     *
     * @throws InvalidDecisionException if they are no FEEL
     */
    public static Feel tests(String text) {
        return of(FEEL.parseUnaryTests(DecisionTable.isEmpty(text) ? "-" : text));
    }

    private static Feel of(ParseResult result) {
        if (!result.isSuccess()) {
            throw new InvalidDecisionException(result.failure().message());
        }
        return new Feel(result.parsedExpression());
    }

    /** The value for these variables; null also if it cannot be had. */
    public @Nullable Object evaluate(Map<String, ? extends @Nullable Object> variables) {
        EvaluationResult result = FEEL.evaluate(expression, nullable(variables));
        return result.isSuccess() ? FeelValues.plain(result.result()) : null;
    }

    /** Whether the value passes these tests. */
    public Fit fits(@Nullable Object value, Map<String, ? extends @Nullable Object> variables) {
        Map<String, @Nullable Object> seen = new HashMap<>(variables);
        seen.put(TESTED, value);
        EvaluationResult result = FEEL.evaluate(expression, nullable(seen));
        if (!result.isSuccess()) {
            return Fit.CANNOT_BE_EVALUATED;
        }
        if (result.result() instanceof ValBoolean truth) {
            return truth.value() ? Fit.FITS : Fit.DOES_NOT_FIT;
        }
        return Fit.CANNOT_BE_EVALUATED;
    }

    /** What it names: constants, paths and functions. */
    public FeelNames names() {
        return FeelNames.of(expression.expression());
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // The library is Scala; its maps hold null.
    private static Map<String, Object> nullable(Map<String, ? extends @Nullable Object> variables) {
        return (Map<String, Object>) variables;
    }
}
