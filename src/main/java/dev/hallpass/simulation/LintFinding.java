package dev.hallpass.simulation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something in a policy that its owner should look at.
 *
 * @param code what kind of thing, stable
 * @param decision the id of the decision; null if it concerns the whole file
 * @param rule the id of the rule; null if it concerns no single one
 * @param column what the column tests or gives; null if it concerns no single one
 * @param message for people
 * @param example facts of a request that shows it; null where none can
 */
public record LintFinding(
        String code,
        LintSeverity severity,
        @Nullable String decision,
        @Nullable String rule,
        @Nullable String column,
        String message,
        @Nullable Map<String, @Nullable Object> example) {}
