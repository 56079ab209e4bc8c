package dev.hallpass.decision;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.dmn.Audit;
import org.camunda.dmn.DmnEngine;
import org.camunda.dmn.parser.ParsedDmn;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Either;

/**
 * A DMN file that can be evaluated, with the very library that Camunda 8 evaluates it with. Parsed once; safe for use by
 * many threads.
 */
public final class DecisionModel {

    private final DecisionDocument document;
    private final ParsedDmn parsed;
    private final Map<String, List<List<Feel>>> cells;

    private DecisionModel(DecisionDocument document, ParsedDmn parsed, Map<String, List<List<Feel>>> cells) {
        this.document = document;
        this.parsed = parsed;
        this.cells = cells;
    }

    /**
     * Reads a file and parses all of its FEEL.
     *
     * @throws InvalidDecisionException if it is not valid DMN, or an expression not valid FEEL
     */
    public static DecisionModel parse(byte[] dmn) {
        DecisionDocument document = DecisionDocument.read(dmn);
        Either<DmnEngine.Failure, ParsedDmn> result = Feel.ENGINE.parse(new ByteArrayInputStream(dmn));
        if (result.isLeft()) {
            throw new InvalidDecisionException(
                    result.swap().toOption().map(DmnEngine.Failure::message).get());
        }
        Map<String, List<List<Feel>>> cells = new HashMap<>();
        for (DecisionTable table : document.tables()) {
            cells.put(
                    table.id(),
                    table.rules().stream()
                            .map(rule -> rule.inputs().stream().map(Feel::tests).toList())
                            .toList());
        }
        return new DecisionModel(document, result.toOption().get(), Map.copyOf(cells));
    }

    /** The file as it is written. */
    public DecisionDocument document() {
        return document;
    }

    /** Evaluates a decision with all that it requires; what fails is told in the answer. */
    public Decision evaluate(String decisionId, Map<String, ? extends @Nullable Object> variables) {
        return decision(decisionId, run(decisionId, variables));
    }

    /** Evaluates like {@link #evaluate} and says of each table, rule and cell what became of it. */
    public Explanation explain(String decisionId, Map<String, ? extends @Nullable Object> variables) {
        Run run = run(decisionId, variables);
        Map<String, Audit.AuditLogEntry> made = new LinkedHashMap<>();
        run.entries().forEach(entry -> made.putIfAbsent(entry.id(), entry));
        List<Explanation.ExplainedDecision> steps = new ArrayList<>();
        for (Audit.AuditLogEntry entry : made.values()) {
            document.decision(entry.id()).ifPresent(element -> steps.add(explain(element, entry, made, variables)));
        }
        return new Explanation(decision(decisionId, run), steps);
    }

    private record Run(
            List<Audit.AuditLogEntry> entries, @Nullable String failure) {}

    @SuppressWarnings({"unchecked", "NullAway"}) // The library is Scala; its maps hold null.
    private Run run(String decisionId, Map<String, ? extends @Nullable Object> variables) {
        Either<DmnEngine.EvalFailure, DmnEngine.EvalResult> result =
                Feel.ENGINE.eval(parsed, decisionId, (Map<String, Object>) variables);
        if (result.isLeft()) {
            DmnEngine.EvalFailure failure = result.swap().toOption().get();
            return new Run(
                    CollectionConverters.asJava(failure.auditLog().entries()),
                    failure.failure().message());
        }
        return new Run(
                CollectionConverters.asJava(result.toOption().get().auditLog().entries()), null);
    }

    private static Decision decision(String decisionId, Run run) {
        @Nullable Object output = null;
        Map<String, List<String>> matched = new LinkedHashMap<>();
        for (Audit.AuditLogEntry entry : run.entries()) {
            if (entry.result() instanceof Audit.DecisionTableEvaluationResult table) {
                matched.put(entry.id(), List.copyOf(matched(table).keySet()));
            }
            if (run.failure() == null && entry.id().equals(decisionId)) {
                output = FeelValues.plain(entry.result().result());
            }
        }
        return new Decision(output, run.failure(), matched);
    }

    private static Map<String, Map<String, @Nullable Object>> matched(Audit.DecisionTableEvaluationResult table) {
        Map<String, Map<String, @Nullable Object>> matched = new LinkedHashMap<>();
        for (Audit.EvaluatedRule rule : CollectionConverters.asJava(table.matchedRules())) {
            Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
            for (Audit.EvaluatedOutput output : CollectionConverters.asJava(rule.outputs())) {
                outputs.put(output.output().name(), FeelValues.plain(output.value()));
            }
            matched.put(rule.rule().id(), outputs);
        }
        return matched;
    }

    private Explanation.ExplainedDecision explain(
            DecisionElement element,
            Audit.AuditLogEntry entry,
            Map<String, Audit.AuditLogEntry> made,
            Map<String, ? extends @Nullable Object> variables) {
        @Nullable Object output = FeelValues.plain(entry.result().result());
        if (!(element instanceof DecisionTable table)
                || !(entry.result() instanceof Audit.DecisionTableEvaluationResult result)) {
            return new Explanation.ExplainedDecision(element.id(), element.name(), null, output, List.of(), List.of());
        }
        Map<String, @Nullable Object> seen = new HashMap<>(variables);
        for (String required : table.requiredDecisions()) {
            Optional.ofNullable(made.get(required))
                    .ifPresent(before -> document.decision(required)
                            .ifPresent(decision -> seen.put(
                                    decision.resultName(), before.result().result())));
        }
        List<Audit.EvaluatedInput> values = CollectionConverters.asJava(result.inputs());
        List<Explanation.ExplainedInput> inputs = new ArrayList<>();
        for (int column = 0; column < values.size(); column++) {
            inputs.add(new Explanation.ExplainedInput(
                    table.inputs().get(column).label(),
                    table.inputs().get(column).expression(),
                    FeelValues.plain(values.get(column).value())));
        }
        Map<String, Map<String, @Nullable Object>> matched = matched(result);
        List<Explanation.ExplainedRule> rules = new ArrayList<>();
        for (DecisionTable.Rule rule : table.rules()) {
            rules.add(explain(table, rule, values, seen, matched.get(rule.id())));
        }
        return new Explanation.ExplainedDecision(table.id(), table.name(), table.hitPolicy(), output, inputs, rules);
    }

    private Explanation.ExplainedRule explain(
            DecisionTable table,
            DecisionTable.Rule rule,
            List<Audit.EvaluatedInput> values,
            Map<String, @Nullable Object> seen,
            @Nullable Map<String, @Nullable Object> outputs) {
        List<Feel> tests = cells.getOrDefault(table.id(), List.of()).get(rule.number() - 1);
        List<Explanation.ExplainedCell> explained = new ArrayList<>();
        boolean fits = values.size() == tests.size();
        for (int column = 0; column < values.size(); column++) {
            String text = rule.inputs().get(column);
            Fit fit = DecisionTable.isEmpty(text)
                    ? Fit.FITS
                    : tests.get(column).fits(values.get(column).value(), seen);
            fits &= fit == Fit.FITS;
            explained.add(new Explanation.ExplainedCell(text, fit));
        }
        return new Explanation.ExplainedRule(
                rule.id(),
                rule.number(),
                rule.description(),
                fits,
                outputs != null,
                explained,
                outputs == null ? Map.of() : outputs);
    }
}
