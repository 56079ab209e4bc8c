package dev.hallpass.simulation;

import static dev.hallpass.simulation.LintSeverity.ERROR;
import static dev.hallpass.simulation.LintSeverity.WARNING;

import dev.hallpass.decision.Decision;
import dev.hallpass.decision.DecisionDocument;
import dev.hallpass.decision.DecisionModel;
import dev.hallpass.decision.DecisionTable;
import dev.hallpass.decision.Feel;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether what a policy answers can be followed: outcomes, ceilings, durations, and the types of what rules give. */
final class AnswerLint {

    private static final Set<String> OUTCOMES = Set.of("REFUSE", "APPROVE", "ROUTE", "BREAK_GLASS");

    private final Duration absoluteCeiling;
    private final Findings findings;
    private final StepLint steps;

    AnswerLint(KnownApprovers known, Duration absoluteCeiling, Findings findings) {
        this.absoluteCeiling = absoluteCeiling;
        this.findings = findings;
        this.steps = new StepLint(known, findings);
    }

    /** What each rule of a table gives, whether or not a request was found that reaches it. */
    void outputs(DecisionTable table, DecisionDocument document) {
        Map<String, @Nullable Object> facts = Map.of("facts", ExampleFacts.with(Map.of()));
        for (DecisionTable.Rule rule : table.rules()) {
            for (int index = 0; index < table.outputs().size(); index++) {
                DecisionTable.Column column = table.outputs().get(index);
                String text = rule.outputs().get(index);
                if (text.isBlank()) {
                    continue;
                }
                Object value = Feel.expression(text).evaluate(facts);
                type(table, rule, column, value);
                if (column.expression().endsWith("After")) {
                    duration(table.id(), rule.id(), column.expression(), value);
                }
                if (column.expression().equals("who")) {
                    steps.named(table, rule, "who", value);
                }
                if (column.expression().equals("review") && value instanceof Map<?, ?> review) {
                    steps.named(table, rule, "review", review.get("approvers"));
                    steps.named(table, rule, "review", review.get("escalateTo"));
                }
                if (column.expression().equals("steps")) {
                    steps.look(table, rule, value);
                }
                if (column.expression().equals("outcome")
                        && value instanceof String
                        && document.decision(PolicyLint.DECISION).isPresent()
                        && table.outputs().stream()
                                .anyMatch(other -> other.expression().equals("steps"))) {
                    outcome(table.id(), rule.id(), value);
                }
            }
        }
    }

    private void type(
            DecisionTable table, DecisionTable.Rule rule, DecisionTable.Column column, @Nullable Object value) {
        boolean fits = value == null
                || switch (String.valueOf(column.type())) {
                    case "string" -> value instanceof String;
                    case "number" -> value instanceof Number;
                    case "boolean" -> value instanceof Boolean;
                    default -> true;
                };
        if (!fits) {
            findings.cell(
                    "output-type",
                    ERROR,
                    table,
                    rule,
                    column,
                    "Output %s is declared as %s but rule %s gives %s."
                            .formatted(column.expression(), column.type(), rule.id(), value));
        }
    }

    private void outcome(String decision, String rule, @Nullable Object outcome) {
        if (outcome == null || !OUTCOMES.contains(String.valueOf(outcome))) {
            findings.rule(
                    "unknown-outcome",
                    ERROR,
                    decision,
                    rule,
                    "Rule %s gives the outcome %s; there are only %s."
                            .formatted(rule, outcome, List.of("REFUSE", "APPROVE", "ROUTE", "BREAK_GLASS")),
                    null);
        }
    }

    private void duration(String decision, @Nullable String rule, String name, @Nullable Object value) {
        if (value != null && !isDuration(value)) {
            findings.rule(
                    "malformed-duration",
                    ERROR,
                    decision,
                    rule,
                    "%s is %s, which is no duration such as \"PT4H\" or \"P2D\".".formatted(name, value),
                    null);
        }
    }

    static boolean isDuration(Object value) {
        try {
            return Duration.parse(String.valueOf(value)).isPositive();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** What the whole policy answers to one request. */
    void answer(DecisionModel model, Map<String, @Nullable Object> facts) {
        Decision decision = model.evaluate(PolicyLint.DECISION, Map.of("facts", facts));
        if (decision.failure() != null) {
            if (findings.none("overlap", "output-type", "hit-policy")) {
                findings.rule("fails", ERROR, PolicyLint.DECISION, null, decision.failure(), facts);
            }
            return;
        }
        if (!(decision.output() instanceof Map<?, ?> answer)) {
            if (findings.none("gap")) {
                findings.rule(
                        "no-answer",
                        ERROR,
                        PolicyLint.DECISION,
                        null,
                        "The policy gives no answer to this request.",
                        facts);
            }
            return;
        }
        Object outcome = answer.get("outcome");
        Object named = answer.get("rule");
        @Nullable String rule = named instanceof String text ? text : null;
        if (outcome == null || !OUTCOMES.contains(String.valueOf(outcome)) || rule == null) {
            if (findings.all().stream()
                    .noneMatch(finding ->
                            Set.of("unknown-outcome", "gap", "hit-policy").contains(finding.code()))) {
                findings.rule(
                        "unknown-outcome",
                        ERROR,
                        PolicyLint.DECISION,
                        rule,
                        "The policy answers with outcome %s and rule %s.".formatted(outcome, rule),
                        facts);
            }
            return;
        }
        if (!outcome.equals("REFUSE")) {
            ceiling(rule, answer.get("maximumSeconds"), facts);
        }
        if (outcome.equals("BREAK_GLASS")) {
            review(rule, answer.get("review"), facts);
        }
        if (outcome.equals("ROUTE") && !(answer.get("steps") instanceof List<?> list && !list.isEmpty())) {
            findings.rule(
                    "route-without-steps",
                    ERROR,
                    PolicyLint.DECISION,
                    rule,
                    "Rule %s asks for approval but names no step.".formatted(rule),
                    facts);
        }
    }

    private void ceiling(String rule, @Nullable Object maximum, Map<String, @Nullable Object> facts) {
        if (!(maximum instanceof Number seconds) || seconds.longValue() <= 0) {
            if (findings.none("gap", "missing-ceiling")) {
                findings.rule(
                        "missing-ceiling",
                        ERROR,
                        PolicyLint.DECISION,
                        rule,
                        "The policy names no longest duration for rule %s.".formatted(rule),
                        facts);
            }
        } else if (Duration.ofSeconds(seconds.longValue()).compareTo(absoluteCeiling) > 0
                && findings.none("ceiling-over-absolute")) {
            findings.rule(
                    "ceiling-over-absolute",
                    WARNING,
                    PolicyLint.DECISION,
                    rule,
                    "The policy allows %s, but nothing is ever given for longer than %s."
                            .formatted(Duration.ofSeconds(seconds.longValue()), absoluteCeiling),
                    facts);
        }
    }

    private void review(String rule, @Nullable Object review, Map<String, @Nullable Object> facts) {
        boolean reviewed = review instanceof Map<?, ?> map
                && map.get("approvers") != null
                && map.get("within") instanceof String within
                && isDuration(within);
        if (!reviewed) {
            findings.rule(
                    "break-glass-without-review",
                    ERROR,
                    PolicyLint.DECISION,
                    rule,
                    "Rule %s breaks the glass but does not say who reviews it and within what time.".formatted(rule),
                    facts);
        }
    }
}
