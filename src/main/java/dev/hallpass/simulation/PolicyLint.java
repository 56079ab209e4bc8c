package dev.hallpass.simulation;

import dev.hallpass.decision.DecisionDocument;
import dev.hallpass.decision.DecisionModel;
import dev.hallpass.decision.DecisionTable;
import dev.hallpass.decision.InvalidDecisionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong or hardly meant in a policy before it takes effect. Tied to facts and answers, not to tables. */
public final class PolicyLint {

    static final String DECISION = "access-policy";

    private final KnownApprovers known;
    private final Duration absoluteCeiling;

    /**
     * Prepares a look.
     *
     * @param known whom the policy may name
     * @param absoluteCeiling the longest access that is ever given
     */
    public PolicyLint(KnownApprovers known, Duration absoluteCeiling) {
        this.known = known;
        this.absoluteCeiling = absoluteCeiling;
    }

    /** All findings above {@link LintSeverity#INFO}; none for a policy in good order. */
    public List<LintFinding> lint(byte[] dmn) {
        return lintWithRemarks(dmn).stream()
                .filter(finding -> finding.severity() != LintSeverity.INFO)
                .toList();
    }

    /** All findings, remarks too. */
    public List<LintFinding> lintWithRemarks(byte[] dmn) {
        Findings findings = new Findings();
        DecisionDocument document;
        try {
            document = DecisionDocument.read(dmn);
        } catch (InvalidDecisionException e) {
            findings.file("invalid-dmn", String.valueOf(e.getMessage()));
            return findings.all();
        }
        new TextLint(document, findings).look();
        if (findings.all().stream().anyMatch(finding -> finding.code().equals("feel-syntax"))) {
            return findings.all();
        }
        try {
            look(DecisionModel.parse(dmn), findings);
        } catch (InvalidDecisionException e) {
            findings.file("invalid-dmn", String.valueOf(e.getMessage()));
        }
        return findings.all();
    }

    private void look(DecisionModel model, Findings findings) {
        Set<Map<String, @Nullable Object>> examples = new LinkedHashSet<>();
        examples.add(ExampleFacts.with(Map.of()));
        for (DecisionTable table : model.document().tables()) {
            // What a table makes of a fact that does not exist says nothing.
            boolean sound = findings.all().stream()
                    .noneMatch(finding -> table.id().equals(finding.decision())
                            && Set.of("unknown-input", "type-mismatch", "impossible-value")
                                    .contains(finding.code()));
            if (sound) {
                examples.addAll(new TableLint(model, table, findings).look());
            }
        }
        AnswerLint answers = new AnswerLint(known, absoluteCeiling, findings);
        for (DecisionTable table : model.document().tables()) {
            answers.outputs(table, model.document());
        }
        if (model.document().decision(DECISION).isPresent()) {
            new ArrayList<>(examples).forEach(facts -> answers.answer(model, facts));
        }
    }
}
