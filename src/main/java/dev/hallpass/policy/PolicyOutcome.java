package dev.hallpass.policy;

import java.time.Duration;
import java.util.List;

/** What the policy says about one request, always with the rule that said it and a sentence for people. */
public sealed interface PolicyOutcome {

    /** The stable name of the rule that decided. */
    String rule();

    /** Why, for people. */
    String reason();

    /** The request ends here. */
    record Refused(String rule, String reason) implements PolicyOutcome {}

    /** The rule itself is the approval. */
    record ApprovedByRule(String rule, String reason) implements PolicyOutcome {}

    /**
     * People must agree, one step after the other.
     *
     * @param remindAfter how long a step waits before its approvers are reminded
     * @param lapseAfter how long the whole approval may take before the request lapses
     */
    record Routed(String rule, String reason, List<RouteStep> steps, Duration remindAfter, Duration lapseAfter)
            implements PolicyOutcome {

        /** Copies its steps; a route has at least one. */
        public Routed {
            steps = List.copyOf(steps);
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("A route needs at least one step");
            }
        }
    }
}
