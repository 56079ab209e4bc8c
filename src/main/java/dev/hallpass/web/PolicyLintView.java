package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallpass.simulation.LintFinding;
import dev.hallpass.simulation.LintSeverity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was found in a policy. */
@Schema(name = "PolicyLint", description = "What was found in a policy; nothing if it is in good order.")
record PolicyLintView(
        @Schema(description = "How many findings are errors; a policy with any should not be deployed.", example = "1")
        int errors,

        @Schema(description = "How many are warnings.", example = "0")
        int warnings,

        List<FindingView> findings) {

    static PolicyLintView of(List<LintFinding> findings) {
        return new PolicyLintView(
                count(findings, LintSeverity.ERROR),
                count(findings, LintSeverity.WARNING),
                findings.stream().map(FindingView::of).toList());
    }

    private static int count(List<LintFinding> findings, LintSeverity severity) {
        return Math.toIntExact(findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count());
    }

    /** One finding. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PolicyFinding", description = "Something in a policy that its owner should look at.")
    record FindingView(
            @Schema(description = "What kind of thing; stable.", example = "gap")
            String code,

            LintSeverity severity,

            @Schema(description = "The id of the decision.", example = "duration-ceiling") @Nullable
            String decision,

            @Schema(description = "The id of the rule.", example = "ceiling-public") @Nullable
            String rule,

            @Schema(description = "What the column tests or gives.", example = "facts.resource.sensitivity") @Nullable
            String column,

            @Schema(example = "There are requests that no rule of duration-ceiling fits.")
            String message,

            @Schema(description = "The facts of a request that shows it.") @Nullable
            Map<String, @Nullable Object> example) {

        static FindingView of(LintFinding finding) {
            return new FindingView(
                    finding.code(),
                    finding.severity(),
                    finding.decision(),
                    finding.rule(),
                    finding.column(),
                    finding.message(),
                    finding.example());
        }
    }
}
