package dev.hallpass.simulation;

import dev.hallpass.decision.DecisionTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects findings, each once. */
final class Findings {

    private final List<LintFinding> all = new ArrayList<>();
    private final Set<String> told = new HashSet<>();

    List<LintFinding> all() {
        return List.copyOf(all);
    }

    /** Whether nothing of these kinds was found; of what follows from them one need not tell as well. */
    boolean none(String... codes) {
        Set<String> wanted = Set.of(codes);
        return all.stream().map(LintFinding::code).noneMatch(wanted::contains);
    }

    void file(String code, String message) {
        add(new LintFinding(code, LintSeverity.ERROR, null, null, null, message, null));
    }

    void decision(String code, LintSeverity severity, String decision, String message) {
        add(new LintFinding(code, severity, decision, null, null, message, null));
    }

    void rule(
            String code,
            LintSeverity severity,
            String decision,
            @Nullable String rule,
            String message,
            @Nullable Map<String, @Nullable Object> example) {
        add(new LintFinding(code, severity, decision, rule, null, message, example));
    }

    void cell(
            String code,
            LintSeverity severity,
            DecisionTable table,
            DecisionTable.@Nullable Rule rule,
            DecisionTable.Column column,
            String message) {
        add(new LintFinding(
                code, severity, table.id(), rule == null ? null : rule.id(), column.expression(), message, null));
    }

    private void add(LintFinding finding) {
        if (told.add(finding.code() + "|" + finding.rule() + "|" + finding.column() + "|" + finding.message())) {
            all.add(finding);
        }
    }
}
