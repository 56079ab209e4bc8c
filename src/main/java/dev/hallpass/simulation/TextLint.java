package dev.hallpass.simulation;

import static dev.hallpass.simulation.LintSeverity.ERROR;
import static dev.hallpass.simulation.LintSeverity.WARNING;

import dev.hallpass.decision.DecisionDocument;
import dev.hallpass.decision.DecisionElement;
import dev.hallpass.decision.DecisionExpression;
import dev.hallpass.decision.DecisionTable;
import dev.hallpass.decision.Feel;
import dev.hallpass.decision.InvalidDecisionException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be seen in the text of a policy alone: FEEL that is none, facts that are none, values that cannot be. */
final class TextLint {

    /** In these, names may belong to what is gone through and not to the facts. */
    private static final Pattern OWN_NAMES = Pattern.compile("\\[|\\{|\\b(for|some|every|function)\\b");

    private final DecisionDocument document;
    private final Findings findings;

    TextLint(DecisionDocument document, Findings findings) {
        this.document = document;
        this.findings = findings;
    }

    void look() {
        if (document.decision(PolicyLint.DECISION).isEmpty()) {
            findings.file(
                    "missing-decision", "There is no decision with the id access-policy, which the process asks for.");
        }
        for (DecisionElement element : document.decisions()) {
            switch (element) {
                case DecisionTable table -> look(table);
                case DecisionExpression expression -> look(expression);
            }
        }
    }

    private void look(DecisionExpression expression) {
        if (expression.text().isBlank()) {
            return;
        }
        try {
            Feel feel = Feel.expression(expression.text());
            for (String path : feel.names().paths()) {
                unknown(expression, path, expression.text())
                        .ifPresent(message -> findings.decision("unknown-input", ERROR, expression.id(), message));
            }
        } catch (InvalidDecisionException e) {
            findings.decision("feel-syntax", ERROR, expression.id(), "The expression is no FEEL: " + firstLine(e));
        }
    }

    private void look(DecisionTable table) {
        for (int index = 0; index < table.inputs().size(); index++) {
            DecisionTable.Column column = table.inputs().get(index);
            Feel feel = parsed(table, null, column, column.expression(), false);
            if (feel != null) {
                paths(table, null, column, feel, column.expression());
                declaredType(table, column);
            }
            boolean dead = !table.rules().isEmpty();
            for (DecisionTable.Rule rule : table.rules()) {
                String cell = rule.inputs().get(index);
                dead &= DecisionTable.isEmpty(cell);
                Feel tests = parsed(table, rule, column, cell, true);
                if (tests != null && !DecisionTable.isEmpty(cell)) {
                    paths(table, rule, column, tests, cell);
                    values(table, rule, column, tests);
                }
            }
            if (dead) {
                findings.cell(
                        "dead-column",
                        WARNING,
                        table,
                        null,
                        column,
                        "No rule tests column \"%s\".".formatted(column.label()));
            }
        }
        for (int index = 0; index < table.outputs().size(); index++) {
            DecisionTable.Column column = table.outputs().get(index);
            for (DecisionTable.Rule rule : table.rules()) {
                String cell = rule.outputs().get(index);
                if (!cell.isBlank()) {
                    Feel feel = parsed(table, rule, column, cell, false);
                    if (feel != null) {
                        paths(table, rule, column, feel, cell);
                    }
                }
            }
        }
        names(table);
    }

    private @Nullable Feel parsed(
            DecisionTable table,
            DecisionTable.@Nullable Rule rule,
            DecisionTable.Column column,
            String text,
            boolean tests) {
        try {
            return tests ? Feel.tests(text) : Feel.expression(text);
        } catch (InvalidDecisionException e) {
            findings.cell(
                    "feel-syntax",
                    ERROR,
                    table,
                    rule,
                    column,
                    "\"%s\" in column \"%s\" is no FEEL: %s".formatted(text, column.label(), firstLine(e)));
            return null;
        }
    }

    private void paths(
            DecisionTable table,
            DecisionTable.@Nullable Rule rule,
            DecisionTable.Column column,
            Feel feel,
            String text) {
        for (String path : feel.names().paths()) {
            unknown(table, path, text)
                    .ifPresent(message -> findings.cell("unknown-input", ERROR, table, rule, column, message));
        }
    }

    private Optional<String> unknown(DecisionElement element, String path, String text) {
        String root = path.split("\\.", 2)[0];
        if (root.equals("facts")) {
            return FactType.of(path) == null ? Optional.of("There is no fact %s.".formatted(path)) : Optional.empty();
        }
        boolean required = element.requiredDecisions().stream()
                .flatMap(id -> document.decision(id).stream())
                .anyMatch(decision -> decision.resultName().equals(root));
        if (required || (OWN_NAMES.matcher(text).find() && !isResultOfAnother(root))) {
            return Optional.empty();
        }
        return Optional.of(
                "%s is neither a fact nor the result of a decision that %s requires.".formatted(path, element.id()));
    }

    private boolean isResultOfAnother(String root) {
        return document.decisions().stream()
                .anyMatch(decision -> decision.resultName().equals(root));
    }

    private void declaredType(DecisionTable table, DecisionTable.Column column) {
        FactType fact = FactType.of(column.expression());
        String declared = column.type();
        if (fact == null || declared == null) {
            return;
        }
        String is = switch (fact.kind()) {
            case TEXT -> "string";
            case NUMBER -> "number";
            case TRUTH -> "boolean";
            case LIST, CONTEXT -> "Any";
        };
        if (Set.of("string", "number", "boolean").contains(declared) && !declared.equals(is)) {
            findings.cell(
                    "type-mismatch",
                    ERROR,
                    table,
                    null,
                    column,
                    "%s is declared as %s but is %s.".formatted(column.expression(), declared, is));
        }
    }

    /** Constants that a plain cell compares a plain fact with. */
    private void values(DecisionTable table, DecisionTable.Rule rule, DecisionTable.Column column, Feel tests) {
        FactType fact = FactType.of(column.expression());
        if (fact == null || !tests.names().functions().stream().allMatch("not"::equals)) {
            return;
        }
        for (Object constant : tests.names().constants()) {
            boolean fits = switch (fact.kind()) {
                case TEXT -> constant instanceof String;
                case NUMBER -> constant instanceof BigDecimal || special(fact, constant);
                case TRUTH -> constant instanceof Boolean || special(fact, constant);
                case LIST, CONTEXT -> tests.names().functions().isEmpty() && special(fact, constant);
            };
            if (!fits) {
                findings.cell(
                        "type-mismatch",
                        ERROR,
                        table,
                        rule,
                        column,
                        "%s is compared with %s, which it can never be."
                                .formatted(column.expression(), shown(constant)));
            } else if (fact.kind() == FactType.Kind.TEXT
                    && !fact.values().isEmpty()
                    && !fact.values().contains(constant)
                    && !special(fact, constant)) {
                findings.cell(
                        "impossible-value",
                        ERROR,
                        table,
                        rule,
                        column,
                        "%s is never %s; it is one of %s."
                                .formatted(column.expression(), shown(constant), new TreeSet<>(fact.values())));
            }
        }
    }

    private static boolean special(FactType fact, Object constant) {
        return (fact.unknown() && "unknown".equals(constant))
                || (fact.kind() != FactType.Kind.TEXT && fact.values().contains(constant));
    }

    private void names(DecisionTable table) {
        Map<String, String> seen = new HashMap<>();
        List<String> outputs =
                table.outputs().stream().map(DecisionTable.Column::expression).toList();
        int column = outputs.indexOf("rule");
        if (column < 0) {
            return;
        }
        for (DecisionTable.Rule rule : table.rules()) {
            Object name;
            try {
                name = Feel.expression(rule.outputs().get(column)).evaluate(Map.of());
            } catch (InvalidDecisionException e) {
                continue;
            }
            if (!(name instanceof String text)) {
                continue;
            }
            String before = seen.put(text, rule.id());
            if (before != null) {
                findings.rule(
                        "duplicate-rule",
                        WARNING,
                        table.id(),
                        rule.id(),
                        "Rules %s and %s both call themselves %s.".formatted(before, rule.id(), text),
                        null);
            } else if (!text.equals(rule.id())) {
                findings.rule(
                        "rule-id-differs",
                        WARNING,
                        table.id(),
                        rule.id(),
                        "Rule %s calls itself %s.".formatted(rule.id(), text),
                        null);
            }
        }
    }

    private static String shown(Object constant) {
        return constant instanceof String text ? "\"" + text + "\"" : String.valueOf(constant);
    }

    private static String firstLine(InvalidDecisionException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
