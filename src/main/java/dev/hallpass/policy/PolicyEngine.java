package dev.hallpass.policy;

import org.jspecify.annotations.Nullable;

/** Evaluates the decision tables; the analysis of what comes out is {@link PolicyAnalysis}. */
public interface PolicyEngine {

    /**
     * Evaluates the policy now in force, changing nothing.
     *
     * @throws dev.hallpass.common.ProblemException of kind unavailable if the engine does not answer
     */
    Evaluation evaluate(PolicyFacts facts);

    /**
     * What the tables gave.
     *
     * @param decision the decision's result as it came; null if it gave none
     * @param version the version of the policy that gave it
     */
    record Evaluation(@Nullable Object decision, String version) {}
}
