package dev.hallpass.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision table as it is written.
 *
 * @param hitPolicy UNIQUE, FIRST, ANY, COLLECT, RULE_ORDER, PRIORITY or OUTPUT_ORDER
 * @param aggregation of COLLECT: SUM, MIN, MAX or COUNT; null if all outputs are listed
 */
public record DecisionTable(
        String id,
        String name,
        String resultName,
        List<String> requiredDecisions,
        List<String> requiredInputs,
        String hitPolicy,
        @Nullable String aggregation,
        List<Column> inputs,
        List<Column> outputs,
        List<Rule> rules)
        implements DecisionElement {

    /**
     * A column.
     *
     * @param label what people read above it
     * @param expression of an input: what is tested; of an output: the name of the value
     * @param type the declared type; null if none is
     */
    public record Column(
            String id,
            String label,
            String expression,
            @Nullable String type) {}

    /**
     * A row.
     *
     * @param number counted from 1, from the top
     * @param description what its author noted; may be empty
     * @param inputs the tests, as written, one for each input column
     * @param outputs the expressions, as written, one for each output column
     */
    public record Rule(String id, int number, String description, List<String> inputs, List<String> outputs) {}

    /** Whether a cell tests nothing. */
    public static boolean isEmpty(String cell) {
        return cell.isBlank() || cell.strip().equals("-");
    }
}
