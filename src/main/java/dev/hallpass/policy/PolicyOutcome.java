package dev.hallpass.policy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the policy says about one request, always with the rule that said it and a sentence for people. */
public sealed interface PolicyOutcome {

    /** The stable name of the rule that decided. */
    String rule();

    /** Why, for people. */
    String reason();

    /**
     * The request ends here.
     *
     * @param offered how long it could be had; null if not at all
     */
    record Refused(String rule, String reason, @Nullable Duration offered) implements PolicyOutcome {

        /** It is not to be had at all. */
        public Refused(String rule, String reason) {
            this(rule, reason, null);
        }
    }

    /** The rule itself is the approval. */
    record ApprovedByRule(String rule, String reason, Terms terms) implements PolicyOutcome {}

    /** Granted at once in an emergency, and looked at afterwards. */
    record BreakGlass(String rule, String reason, Terms terms, Review review) implements PolicyOutcome {}

    /** People must agree, one step after the other. */
    record Routed(String rule, String reason, List<RouteStep> steps, Terms terms) implements PolicyOutcome {

        /** Copies its steps; a route has at least one. */
        public Routed {
            steps = List.copyOf(steps);
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("A route needs at least one step");
            }
        }

        /** After how long the approvers of the first step are reminded. */
        public Duration remindAfter() {
            return steps.getFirst().times().remindAfter();
        }

        /** After how long without an answer the request lapses, by the longest of its steps. */
        public Duration lapseAfter() {
            return steps.stream()
                    .map(step -> step.times().lapseAfter())
                    .max(Duration::compareTo)
                    .orElseThrow();
        }
    }
}
