package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallpass.decision.Explanation;
import dev.hallpass.decision.Explanation.ExplainedDecision;
import dev.hallpass.decision.Explanation.ExplainedRule;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One table of the policy, held against the request rule by rule. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PreviewTable", description = "One table of the policy, held against the request rule by rule.")
record PreviewTableView(
        @Schema(description = "The id of the table.", example = "access-route")
        String id,

        @Schema(example = "Who must agree") String name,

        @Schema(
                description = "FIRST: the uppermost rule that fits decides; COLLECT: all that fit count.",
                example = "FIRST")
        @Nullable
        String hitPolicy,

        @Schema(description = "What the columns looked at.") List<Column> columns,

        @Schema(description = "All rules, from the top.") List<Rule> rules) {

    /** What one column looked at. */
    @Schema(name = "PreviewColumn", description = "What one column looked at.")
    record Column(
            @Schema(example = "Role") String label,

            @Schema(example = "facts.role") String expression,

            @Schema(description = "What it was; null if it was not known.", example = "\"write\"", nullable = true)
            @Nullable
            Object value) {}

    /** One rule and whether it fits. */
    @Schema(name = "PreviewRule", description = "One rule and whether it fits.")
    record Rule(
            @Schema(example = "owner-approves-write") String id,

            @Schema(description = "Its place in the table, from one.", example = "8")
            int number,

            @Schema(example = "Whoever answers for the repository says who may change it.")
            String description,

            @Schema(description = "Whether all of its cells fit.")
            boolean fits,

            @Schema(description = "Whether it has decided.") boolean applied,

            @Schema(description = "Its cells, one for each column.")
            List<Cell> cells,

            @Schema(description = "What it gave, if it has decided.")
            Map<String, @Nullable Object> outputs) {}

    /** One cell and whether it fits. */
    @Schema(name = "PreviewCell", description = "One cell and whether it fits.")
    record Cell(
            @Schema(description = "What the cell says; `-` for whatever it is.", example = "\"write\"")
            String text,

            @Schema(
                    allowableValues = {"FITS", "DOES_NOT_FIT", "CANNOT_BE_EVALUATED"},
                    example = "FITS")
            String fit) {}

    /** The tables of an evaluation; what only puts their answers together is left out. */
    static List<PreviewTableView> of(Explanation explanation) {
        List<PreviewTableView> tables = new ArrayList<>();
        for (ExplainedDecision decision : explanation.steps()) {
            if (decision.hitPolicy() != null) {
                tables.add(new PreviewTableView(
                        decision.id(),
                        decision.name(),
                        decision.hitPolicy(),
                        decision.inputs().stream()
                                .map(input -> new Column(input.label(), input.expression(), input.value()))
                                .toList(),
                        decision.rules().stream().map(PreviewTableView::rule).toList()));
            }
        }
        return tables;
    }

    private static Rule rule(ExplainedRule rule) {
        return new Rule(
                rule.id(),
                rule.number(),
                rule.description(),
                rule.fits(),
                rule.applied(),
                rule.cells().stream()
                        .map(cell -> new Cell(cell.text(), cell.fit().name()))
                        .toList(),
                rule.outputs());
    }
}
