package dev.hallpass.decision;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an evaluation came to its result.
 *
 * @param decision what came out
 * @param steps the decisions in the order in which they were made
 */
public record Explanation(Decision decision, List<ExplainedDecision> steps) {

    /**
     * One decision.
     *
     * @param hitPolicy of a table; null if it is an expression
     * @param output its result
     * @param inputs of a table: what was tested
     * @param rules of a table: all of its rules
     */
    public record ExplainedDecision(
            String id,
            String name,
            @Nullable String hitPolicy,
            @Nullable Object output,
            List<ExplainedInput> inputs,
            List<ExplainedRule> rules) {}

    /** The value in one column. */
    public record ExplainedInput(
            String label, String expression, @Nullable Object value) {}

    /**
     * One rule held against the values.
     *
     * @param fits whether all of its cells fit
     * @param applied whether it gave the result: of a FIRST table only the uppermost that fits
     * @param cells one for each input column
     * @param outputs what an applied rule gave, by the name of the output; otherwise empty
     */
    public record ExplainedRule(
            String id,
            int number,
            String description,
            boolean fits,
            boolean applied,
            List<ExplainedCell> cells,
            Map<String, @Nullable Object> outputs) {}

    /** One cell held against the value of its column. */
    public record ExplainedCell(String text, Fit fit) {}
}
