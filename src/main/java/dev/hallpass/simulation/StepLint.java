package dev.hallpass.simulation;

import static dev.hallpass.simulation.LintSeverity.ERROR;
import static dev.hallpass.simulation.LintSeverity.WARNING;

import dev.hallpass.decision.DecisionTable;
import dev.hallpass.decision.Feel;
import dev.hallpass.decision.Fit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the steps of a route can be decided: by whom, how many of them, and what happens if nobody answers. */
final class StepLint {

    private static final Set<String> ROLES = Set.of(
            "resource-owners", "resource-maintainers", "application-owners", "manager", "managers-manager", "team");

    /** There may be nobody of these at any time without anybody having changed the policy. */
    private static final Set<String> MAY_BE_NOBODY = Set.of("manager", "managers-manager", "team");

    private final KnownApprovers known;
    private final Findings findings;

    StepLint(KnownApprovers known, Findings findings) {
        this.known = known;
        this.findings = findings;
    }

    void look(DecisionTable table, DecisionTable.Rule rule, @Nullable Object steps) {
        if (!(steps instanceof List<?> list)) {
            return;
        }
        for (Object each : list) {
            if (each instanceof Map<?, ?> step) {
                look(table, rule, step);
            } else {
                tell("malformed-step", table, rule, "Rule %s has a step that is no context.".formatted(rule.id()));
            }
        }
    }

    private void look(DecisionTable table, DecisionTable.Rule rule, Map<?, ?> step) {
        List<?> approvers = list(step.get("approvers"));
        String name = String.valueOf(step.get("name"));
        boolean some = !approvers.isEmpty();
        for (Object approver : approvers) {
            some &= known(table, rule, name, approver);
        }
        if (approvers.isEmpty() && step.get("fallback") == null) {
            tell(
                    "nobody-decides",
                    table,
                    rule,
                    "Step \"%s\" of rule %s names no approvers.".formatted(name, rule.id()));
        }
        if (some
                && MAY_BE_NOBODY.containsAll(approvers)
                && list(step.get("fallback")).isEmpty()) {
            findings.rule(
                    "may-be-nobody",
                    WARNING,
                    table.id(),
                    rule.id(),
                    "Step \"%s\" of rule %s asks %s, of whom there may be none, and names no fallback."
                            .formatted(name, rule.id(), approvers),
                    null);
        }
        list(step.get("fallback")).forEach(approver -> known(table, rule, name, approver));
        mode(table, rule, name, step.get("mode"), approvers);
        escalation(table, rule, name, step);
        requesterOnly(table, rule, name, approvers);
        for (Object field : List.of("remindAfter", "escalateAfter", "lapseAfter")) {
            Object value = step.get(field);
            if (value != null && !AnswerLint.isDuration(value)) {
                tell(
                        "malformed-duration",
                        table,
                        rule,
                        "%s of step \"%s\" of rule %s is %s, which is no duration."
                                .formatted(field, name, rule.id(), value));
            }
        }
    }

    private boolean known(DecisionTable table, DecisionTable.Rule rule, String step, Object approver) {
        String text = String.valueOf(approver);
        boolean understood = ROLES.contains(text)
                || named(text, "group:") != null
                || named(text, "person:") != null
                || named(text, "on-call:") != null;
        boolean there = understood && isThere(text);
        if (!there) {
            tell(
                    understood ? "unknown-approver" : "malformed-approver",
                    table,
                    rule,
                    "\"%s\" of rule %s names \"%s\", %s."
                            .formatted(
                                    step,
                                    rule.id(),
                                    text,
                                    understood ? "but there is nobody of that name" : "which is not understood"));
        }
        return there;
    }

    private boolean isThere(String approver) {
        String group = named(approver, "group:");
        String person = named(approver, "person:");
        String schedule = named(approver, "on-call:");
        return ROLES.contains(approver)
                || (group != null && known.group(group))
                || (person != null && known.person(person))
                || (schedule != null && known.schedule(schedule));
    }

    private static @Nullable String named(String approver, String kind) {
        return approver.startsWith(kind) && approver.length() > kind.length()
                ? approver.substring(kind.length())
                : null;
    }

    /** Approvers that a rule names outside of its steps: whom it tells, and who reviews. */
    void named(DecisionTable table, DecisionTable.Rule rule, String what, @Nullable Object approvers) {
        list(approvers).forEach(approver -> known(table, rule, what, approver));
    }

    private void mode(
            DecisionTable table, DecisionTable.Rule rule, String step, @Nullable Object mode, List<?> approvers) {
        boolean people =
                approvers.stream().allMatch(approver -> String.valueOf(approver).startsWith("person:"));
        long most = people && !approvers.isEmpty() ? new HashSet<>(approvers).size() : Long.MAX_VALUE;
        boolean possible = mode == null
                || mode.equals("any")
                || mode.equals("all")
                || (mode instanceof Number number
                        && number.doubleValue() == number.longValue()
                        && number.longValue() >= 1
                        && number.longValue() <= most);
        if (!possible) {
            tell(
                    "impossible-mode",
                    table,
                    rule,
                    "Step \"%s\" of rule %s needs %s of its approvers, which cannot be."
                            .formatted(step, rule.id(), mode));
        }
    }

    private void escalation(DecisionTable table, DecisionTable.Rule rule, String name, Map<?, ?> step) {
        List<?> people = list(step.get("escalateTo"));
        people.forEach(approver -> known(table, rule, name, approver));
        if (step.get("escalateAfter") != null && people.isEmpty()) {
            tell(
                    "escalates-to-nobody",
                    table,
                    rule,
                    "Step \"%s\" of rule %s escalates, but to nobody.".formatted(name, rule.id()));
        }
    }

    /** The rule is for one person only, and that person is all whom it asks. */
    private void requesterOnly(DecisionTable table, DecisionTable.Rule rule, String step, List<?> approvers) {
        for (int column = 0; column < table.inputs().size(); column++) {
            String expression = table.inputs().get(column).expression();
            boolean person = expression.equals("facts.requester.id") || expression.equals("facts.beneficiary.id");
            if (!person || DecisionTable.isEmpty(rule.inputs().get(column)) || approvers.size() != 1) {
                continue;
            }
            Feel tests = Feel.tests(rule.inputs().get(column));
            String only = String.valueOf(approvers.getFirst()).replaceFirst("^person:", "");
            if (String.valueOf(approvers.getFirst()).startsWith("person:")
                    && tests.fits(only, Map.of()) == Fit.FITS
                    && tests.fits(only + " or another", Map.of()) != Fit.FITS
                    && tests.names().constants().size() == 1) {
                tell(
                        "only-the-requester",
                        table,
                        rule,
                        "Step \"%s\" of rule %s asks nobody but %s, for whom alone the rule is."
                                .formatted(step, rule.id(), only));
            }
        }
    }

    private void tell(String code, DecisionTable table, DecisionTable.Rule rule, String message) {
        findings.rule(code, ERROR, table.id(), rule.id(), message, null);
    }

    private static List<?> list(@Nullable Object value) {
        return value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
    }
}
