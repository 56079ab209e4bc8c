package dev.hallpass.request;

/**
 * What the policy said about a request, kept so that it can be explained years later.
 *
 * @param outcome the kind of answer
 * @param rule the rule that gave it
 * @param reason its sentence for people
 * @param policyVersion the version of the policy
 * @param factsJson what the policy saw
 * @param decisionJson what the tables gave
 */
public record RequestEvaluation(
        Outcome outcome, String rule, String reason, String policyVersion, String factsJson, String decisionJson) {

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
