package dev.hallpass.request;

import dev.hallpass.policy.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What the policy said about a request, kept so that it can be explained years later.
 *
 * @param outcome the kind of answer
 * @param rule the rule that gave it
 * @param reason its sentence for people
 * @param policyVersion the version of the policy
 * @param factsJson what the policy saw
 * @param decisionJson what the tables gave
 * @param terms on what terms it is given; null if it is not
 * @param breakGlass whether it is granted at once, in an emergency
 */
public record RequestEvaluation(
        Outcome outcome,
        String rule,
        String reason,
        String policyVersion,
        String factsJson,
        String decisionJson,
        @Nullable Terms terms,
        boolean breakGlass) {

    /** One that gives what was asked for. */
    public RequestEvaluation(
            Outcome outcome, String rule, String reason, String policyVersion, String factsJson, String decisionJson) {
        this(outcome, rule, reason, policyVersion, factsJson, decisionJson, null, false);
    }

    /** The kinds of answers a policy gives. */
    public enum Outcome {
        /** Not to be had. */
        REFUSED,
        /** Granted by the rule. */
        APPROVED,
        /** People must agree. */
        ROUTED
    }
}
