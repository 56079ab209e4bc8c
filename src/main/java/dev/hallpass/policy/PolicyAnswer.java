package dev.hallpass.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the tables have said, checked for its shape, before anybody looks who the people are. Whatever is missing,
 * ambiguous or not understood is a refusal.
 *
 * @param outcome the kind of answer
 * @param rule the rule that gave it, or the one of the program that refuses
 * @param reason its sentence for people
 * @param maximum the longest duration; null only if refused
 * @param maximumExtensions how often a grant may be extended; null for no limit
 * @param steps who must agree; empty unless routed
 * @param review who looks at it afterwards; null unless it is break-glass
 * @param tell who is told
 */
public record PolicyAnswer(
        Kind outcome,
        String rule,
        String reason,
        @Nullable Duration maximum,
        @Nullable Integer maximumExtensions,
        List<Step> steps,
        @Nullable ReviewAnswer review,
        List<Tell> tell) {

    /** The rule that refuses what is not understood. */
    public static final String MALFORMED = "policy-malformed";

    /** The rule that refuses where the tables gave nothing. */
    public static final String NO_DECISION = "no-decision";

    /** Copies its lists. */
    public PolicyAnswer {
        steps = List.copyOf(steps);
        tell = List.copyOf(tell);
    }

    /** The kinds of answers a policy gives. */
    public enum Kind {
        /** Not to be had. */
        REFUSE,
        /** The rule itself is the approval. */
        APPROVE,
        /** People must agree. */
        ROUTE,
        /** Granted at once, and looked at afterwards. */
        BREAK_GLASS
    }

    /** How many of a step's approvers must agree. */
    public enum Mode {
        /** As many as the number says; one unless the table says otherwise. */
        SOME,
        /** Each of them. */
        ALL
    }

    /**
     * One stage, as the table describes it.
     *
     * @param needed how many must agree, for {@link Mode#SOME}
     * @param fallback who is asked if nobody of the approvers can decide; may be empty
     */
    public record Step(
            String name,
            List<Approvers> approvers,
            Mode mode,
            int needed,
            List<Approvers> fallback,
            StepTimes times,
            @Nullable Duration escalateAfter,
            List<Approvers> escalateTo,
            boolean comment,
            boolean secondFactor) {}

    /** Who looks at it afterwards. */
    public record ReviewAnswer(List<Approvers> approvers, Duration within, List<Approvers> escalateTo) {}

    /** Who is told. */
    public record Tell(String rule, List<Approvers> who, Set<Moment> when) {}

    /** Reads the decision's result as the engine gave it. */
    public static PolicyAnswer of(@Nullable Object decision) {
        if (!(decision instanceof Map<?, ?> values)) {
            return refused(NO_DECISION, "The policy gives no unambiguous decision for this request.");
        }
        try {
            return PolicyAnswerReading.read(new DecisionAnswer(values));
        } catch (MalformedAnswerException e) {
            return refused(MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    static PolicyAnswer refused(String rule, String reason) {
        return new PolicyAnswer(Kind.REFUSE, rule, reason, null, null, List.of(), null, List.of());
    }
}
