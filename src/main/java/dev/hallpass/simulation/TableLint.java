package dev.hallpass.simulation;

import static dev.hallpass.simulation.LintSeverity.ERROR;
import static dev.hallpass.simulation.LintSeverity.INFO;
import static dev.hallpass.simulation.LintSeverity.WARNING;

import dev.hallpass.decision.DecisionModel;
import dev.hallpass.decision.DecisionTable;
import dev.hallpass.decision.Feel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What rules of one table do to each other: those never reached, those that meet, and requests that none of them fits. */
final class TableLint {

    private static final Set<String> ONE_RESULT = Set.of("FIRST", "UNIQUE", "ANY", "PRIORITY");

    /** Facts that tell one person or occasion from another; a rule without any of them is for everybody. */
    private static final List<String> PERSONAL =
            List.of("facts.beneficiary", "facts.requester", "facts.ticket", "facts.birthright", "facts.time");

    private final DecisionModel model;
    private final DecisionTable table;
    private final TableSpace space;
    private final Findings findings;

    TableLint(DecisionModel model, DecisionTable table, Findings findings) {
        this.model = model;
        this.table = table;
        this.space = new TableSpace(table);
        this.findings = findings;
    }

    /** Looks, and gives one example request for each rule that can be reached. */
    List<Map<String, @Nullable Object>> look() {
        List<Map<String, @Nullable Object>> examples = new ArrayList<>();
        hitPolicy();
        for (DecisionTable.Rule rule : table.rules()) {
            reach(rule).ifPresent(examples::add);
            withoutAnybody(rule);
        }
        gap();
        overlaps();
        return examples;
    }

    private void hitPolicy() {
        boolean asks = output("outcome") >= 0 && output("rule") >= 0;
        if (asks && !ONE_RESULT.contains(table.hitPolicy())) {
            findings.decision(
                    "hit-policy",
                    ERROR,
                    table.id(),
                    "A request has one outcome, but hit policy %s gives a list of them.".formatted(table.hitPolicy()));
        }
        if (table.id().equals("notification") && ONE_RESULT.contains(table.hitPolicy())) {
            findings.decision(
                    "hit-policy",
                    WARNING,
                    table.id(),
                    "Everybody should be told whom a rule names: COLLECT, not " + table.hitPolicy() + ".");
        }
    }

    private Optional<Map<String, @Nullable Object>> reach(DecisionTable.Rule rule) {
        int index = rule.number() - 1;
        List<BitSet> region = space.perhaps(index);
        if (space.isEmpty(region)) {
            findings.rule(
                    "unreachable-rule",
                    ERROR,
                    table.id(),
                    rule.id(),
                    "No request fits rule %s: one of its cells fits no value.".formatted(rule.id()),
                    null);
            return Optional.empty();
        }
        TableSpace.Search search = space.beyond(region, table.hitPolicy().equals("FIRST") ? index : 0);
        if (search.found().isEmpty() && search.conclusive()) {
            findings.rule(
                    "unreachable-rule",
                    ERROR,
                    table.id(),
                    rule.id(),
                    "Rule %s is never reached: the rules above fit whatever it fits.".formatted(rule.id()),
                    space.any(region).map(ExampleFacts::with).orElse(null));
        }
        return search.found().map(ExampleFacts::with);
    }

    private void gap() {
        if (!ONE_RESULT.contains(table.hitPolicy()) || table.rules().isEmpty()) {
            return;
        }
        Optional<Map<String, @Nullable Object>> example = space.gap().found().map(ExampleFacts::with);
        if (example.isPresent() && matched(example.get()).isEmpty()) {
            findings.rule(
                    "gap",
                    ERROR,
                    table.id(),
                    null,
                    "There are requests that no rule of %s fits.".formatted(table.id()),
                    example.get());
        } else if (table.hitPolicy().equals("FIRST")
                && table.rules().stream()
                        .noneMatch(rule -> rule.inputs().stream().allMatch(DecisionTable::isEmpty))) {
            findings.rule(
                    "no-catch-all",
                    WARNING,
                    table.id(),
                    table.rules().getLast().id(),
                    "No rule of %s fits everything, so a fact that is new or missing leaves no answer."
                            .formatted(table.id()),
                    null);
        }
    }

    private void overlaps() {
        if (!Set.of("UNIQUE", "ANY").contains(table.hitPolicy())) {
            return;
        }
        for (DecisionTable.Rule one : table.rules()) {
            for (DecisionTable.Rule other :
                    table.rules().subList(one.number(), table.rules().size())) {
                boolean allowed =
                        table.hitPolicy().equals("ANY") && one.outputs().equals(other.outputs());
                Optional<Map<String, @Nullable Object>> example = space.any(
                                space.both(one.number() - 1, other.number() - 1))
                        .map(ExampleFacts::with);
                if (!allowed && example.isPresent() && fails(example.get())) {
                    findings.rule(
                            "overlap",
                            ERROR,
                            table.id(),
                            other.id(),
                            "Rules %s and %s both fit this request, which hit policy %s does not allow."
                                    .formatted(one.id(), other.id(), table.hitPolicy()),
                            example.get());
                }
            }
        }
    }

    private void withoutAnybody(DecisionTable.Rule rule) {
        int outcome = output("outcome");
        if (outcome < 0
                || !"APPROVE"
                        .equals(Feel.expression(rule.outputs().get(outcome)).evaluate(Map.of()))) {
            return;
        }
        List<BitSet> region = space.perhaps(rule.number() - 1);
        int above = table.hitPolicy().equals("FIRST") ? rule.number() - 1 : 0;
        Optional<Map<String, @Nullable Object>> asAdmin = space.beyond(
                        space.where(region, "facts.role", List.of("admin")), above)
                .found();
        Optional<Map<String, @Nullable Object>> sensitive = space.beyond(
                        space.where(region, "facts.resource.sensitivity", List.of("CONFIDENTIAL", "RESTRICTED")), above)
                .found();
        Optional<Map<String, @Nullable Object>> any =
                space.beyond(region, above).found();
        if (asAdmin.isPresent()) {
            findings.rule(
                    "approves-without-human",
                    WARNING,
                    table.id(),
                    rule.id(),
                    "Rule %s gives admin without asking anybody.".formatted(rule.id()),
                    ExampleFacts.with(withRole(asAdmin.get())));
        } else if (sensitive.isPresent() && !isPersonal(rule)) {
            findings.rule(
                    "approves-without-human",
                    WARNING,
                    table.id(),
                    rule.id(),
                    "Rule %s lets everybody into confidential or restricted resources without asking anybody."
                            .formatted(rule.id()),
                    ExampleFacts.with(sensitive.get()));
        } else if (any.isPresent()) {
            findings.rule(
                    "approves-without-human",
                    INFO,
                    table.id(),
                    rule.id(),
                    "Rule %s approves without asking anybody.".formatted(rule.id()),
                    ExampleFacts.with(any.get()));
        }
    }

    private static Map<String, @Nullable Object> withRole(Map<String, @Nullable Object> point) {
        point.putIfAbsent("facts.role", "admin");
        return point;
    }

    private boolean isPersonal(DecisionTable.Rule rule) {
        for (int column = 0; column < table.inputs().size(); column++) {
            String expression = table.inputs().get(column).expression();
            if (!DecisionTable.isEmpty(rule.inputs().get(column))
                    && (PERSONAL.stream().anyMatch(expression::contains) || !expression.contains("facts."))) {
                return true;
            }
        }
        return false;
    }

    private int output(String name) {
        return table.outputs().stream()
                .map(DecisionTable.Column::expression)
                .toList()
                .indexOf(name);
    }

    private List<String> matched(Map<String, @Nullable Object> facts) {
        return model.evaluate(table.id(), Map.of("facts", facts))
                .matchedRules()
                .getOrDefault(table.id(), List.of("not evaluated"));
    }

    private boolean fails(Map<String, @Nullable Object> facts) {
        return model.evaluate(table.id(), Map.of("facts", facts)).failure() != null;
    }
}
