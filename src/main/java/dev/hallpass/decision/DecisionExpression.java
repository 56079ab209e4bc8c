package dev.hallpass.decision;

import java.util.List;

/**
 * A decision that is no table.
 *
 * @param text its literal expression; empty if its logic is of another kind
 */
public record DecisionExpression(
        String id,
        String name,
        String resultName,
        List<String> requiredDecisions,
        List<String> requiredInputs,
        String text)
        implements DecisionElement {}
