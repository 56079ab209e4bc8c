package dev.hallpass.policy;

import dev.hallpass.policy.PolicyAnswer.Kind;
import dev.hallpass.policy.PolicyAnswer.Mode;
import dev.hallpass.policy.PolicyAnswer.ReviewAnswer;
import dev.hallpass.policy.PolicyAnswer.Step;
import dev.hallpass.policy.PolicyAnswer.Tell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an answer of the tables part by part; whatever is not understood ends it. */
final class PolicyAnswerReading {

    private static final Set<String> OF_STEP = Set.of(
            "name",
            "approvers",
            "mode",
            "fallback",
            "remindAfter",
            "escalateAfter",
            "escalateTo",
            "lapseAfter",
            "comment",
            "secondFactor");
    private static final Set<String> OF_REVIEW = Set.of("approvers", "within", "escalateTo");
    private static final Set<String> OF_TELL = Set.of("rule", "who", "when");

    private final DecisionAnswer answer;
    private final String rule;

    private PolicyAnswerReading(DecisionAnswer answer, String rule) {
        this.answer = answer;
        this.rule = rule;
    }

    static PolicyAnswer read(DecisionAnswer answer) {
        String rule = answer.text("rule");
        if (rule == null) {
            throw new MalformedAnswerException("The policy's decision names no rule.");
        }
        String reason = answer.text("reason");
        return new PolicyAnswerReading(answer, rule).read(reason == null ? rule : reason);
    }

    private PolicyAnswer read(String reason) {
        return switch (String.valueOf(answer.text("outcome"))) {
            case "REFUSE" -> new PolicyAnswer(Kind.REFUSE, rule, reason, null, null, List.of(), null, tell());
            case "APPROVE" -> granted(Kind.APPROVE, reason, List.of(), null);
            case "ROUTE" -> granted(Kind.ROUTE, reason, steps(), null);
            case "BREAK_GLASS" -> granted(Kind.BREAK_GLASS, reason, List.of(), review());
            default -> throw malformed("gives no known outcome");
        };
    }

    private PolicyAnswer granted(Kind kind, String reason, List<Step> steps, @Nullable ReviewAnswer review) {
        Number maximum = answer.number("maximumSeconds");
        if (maximum == null || maximum.longValue() <= 0) {
            throw malformed("gives no longest duration");
        }
        return new PolicyAnswer(
                kind,
                rule,
                reason,
                Duration.ofSeconds(maximum.longValue()),
                maximumExtensions(),
                steps,
                review,
                tell());
    }

    private @Nullable Integer maximumExtensions() {
        if (answer.isAbsent("maximumExtensions")) {
            return null;
        }
        Number maximum = answer.number("maximumExtensions");
        if (maximum == null || !isWhole(maximum) || maximum.longValue() < 0) {
            throw malformed("does not say how often may be extended");
        }
        return (int) Math.min(maximum.longValue(), Integer.MAX_VALUE);
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (Map<?, ?> described : answer.maps("steps")) {
            steps.add(step(new DecisionAnswer(described)));
        }
        if (steps.isEmpty()) {
            throw malformed("asks for approval but names no step");
        }
        return steps;
    }

    private Step step(DecisionAnswer step) {
        onlyKnown(step, OF_STEP);
        List<Approvers> approvers = approvers(step, "approvers", true);
        String name = step.text("name");
        boolean all = "all".equals(step.text("mode"));
        Duration escalateAfter =
                step.isAbsent("escalateAfter") ? null : duration(step, "escalateAfter", "when to escalate");
        List<Approvers> escalateTo = approvers(step, "escalateTo", false);
        if ((escalateAfter == null) != escalateTo.isEmpty()) {
            throw malformed("says when to escalate but not to whom, or the other way round");
        }
        return new Step(
                name == null ? approvers.getFirst().toString() : name,
                approvers,
                all ? Mode.ALL : Mode.SOME,
                all ? 1 : needed(step),
                approvers(step, "fallback", false),
                new StepTimes(
                        duration(step.isAbsent("remindAfter") ? answer : step, "remindAfter", "when to remind"),
                        duration(step.isAbsent("lapseAfter") ? answer : step, "lapseAfter", "when to lapse"),
                        calendar()),
                escalateAfter,
                escalateTo,
                flag(step, "comment"),
                flag(step, "secondFactor"));
    }

    private int needed(DecisionAnswer step) {
        if (step.isAbsent("mode") || "any".equals(step.text("mode"))) {
            return 1;
        }
        Number number = step.number("mode");
        if (number == null || !isWhole(number) || number.longValue() < 1 || number.longValue() > 100) {
            throw malformed("does not say how many must agree");
        }
        return number.intValue();
    }

    private @Nullable String calendar() {
        if (answer.isAbsent("calendar")) {
            return null;
        }
        String calendar = answer.text("calendar");
        if (calendar == null) {
            throw malformed("names no calendar that is understood");
        }
        return calendar;
    }

    private ReviewAnswer review() {
        DecisionAnswer review = answer.map("review");
        if (review == null) {
            throw malformed("breaks the glass but names no review");
        }
        onlyKnown(review, OF_REVIEW);
        return new ReviewAnswer(
                approvers(review, "approvers", true),
                duration(review, "within", "within which time to review"),
                approvers(review, "escalateTo", true));
    }

    private List<Tell> tell() {
        List<Tell> tell = new ArrayList<>();
        if (answer.isAbsent("tell")) {
            return tell;
        }
        for (Map<?, ?> described : answer.maps("tell")) {
            DecisionAnswer told = new DecisionAnswer(described);
            onlyKnown(told, OF_TELL);
            String by = told.text("rule");
            tell.add(new Tell(by == null ? rule : by, approvers(told, "who", true), moments(told)));
        }
        if (tell.isEmpty() && !answer.isEmptyList("tell")) {
            throw malformed("does not say who is told");
        }
        return tell;
    }

    private Set<Moment> moments(DecisionAnswer told) {
        Set<Moment> moments = EnumSet.noneOf(Moment.class);
        for (String text : texts(told, "when")) {
            try {
                moments.add(Moment.valueOf(text));
            } catch (IllegalArgumentException e) {
                throw malformed("does not say when somebody is told");
            }
        }
        if (moments.isEmpty()) {
            throw malformed("does not say when somebody is told");
        }
        return moments;
    }

    private List<Approvers> approvers(DecisionAnswer of, String name, boolean required) {
        List<Approvers> approvers = new ArrayList<>();
        if (!of.isAbsent(name)) {
            for (String text : texts(of, name)) {
                approvers.add(Approvers.parse(text)
                        .orElseThrow(() -> malformed("names approvers that are not understood (%s)".formatted(text))));
            }
        }
        if (approvers.isEmpty() && (required || !of.isAbsent(name))) {
            throw malformed("names no %s".formatted(name));
        }
        return approvers;
    }

    private List<String> texts(DecisionAnswer of, String name) {
        List<String> texts = of.texts(name);
        if (texts.isEmpty()) {
            throw malformed("has a %s that is not understood".formatted(name));
        }
        return texts;
    }

    private Duration duration(DecisionAnswer of, String name, String what) {
        Duration duration = of.duration(name);
        if (duration == null) {
            throw malformed("does not say " + what);
        }
        return duration;
    }

    private boolean flag(DecisionAnswer of, String name) {
        if (of.isAbsent(name)) {
            return false;
        }
        Boolean flag = of.flag(name);
        if (flag == null) {
            throw malformed("has a %s that is neither true nor false".formatted(name));
        }
        return flag;
    }

    /** A misspelt name must not leave out what it was to say. */
    private void onlyKnown(DecisionAnswer part, Set<String> known) {
        for (Object name : part.values().keySet()) {
            if (!(name instanceof String text) || !known.contains(text)) {
                throw malformed("says something that is not understood (%s)".formatted(name));
            }
        }
    }

    private static boolean isWhole(Number number) {
        return number.doubleValue() == Math.rint(number.doubleValue());
    }

    private MalformedAnswerException malformed(String what) {
        return new MalformedAnswerException("Rule %s %s.".formatted(rule, what));
    }
}
