package dev.hallpass.policy;

import dev.hallpass.decision.Explanation;
import java.util.Optional;

/** Tells rule by rule how the tables have come to an answer. */
public interface PolicyExplanations {

    /**
     * How the policy in force came to this answer.
     *
     * @return empty if its tables are not at hand, or come to something else
     */
    Optional<Explanation> explain(PolicyFacts facts, PolicyEngine.Evaluation evaluation);
}
