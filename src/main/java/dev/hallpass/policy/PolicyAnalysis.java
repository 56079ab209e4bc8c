package dev.hallpass.policy;

import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import dev.hallpass.policy.PolicyOutcome.ApprovedByRule;
import dev.hallpass.policy.PolicyOutcome.Refused;
import dev.hallpass.policy.PolicyOutcome.Routed;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns what the decision tables gave into an outcome, and refuses whatever a table must not be able to say: no
 * decision, an ambiguous or malformed one, a length above the ceilings, a route that nobody could decide. Preview and
 * enforcement both come through here.
 */
@Component
public class PolicyAnalysis {

    private static final String MALFORMED = "policy-malformed";

    /** More cannot be meant, and calendars end. */
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private static final Duration LONGEST_WAIT = Duration.ofDays(366);

    private final PolicySettings settings;
    private final Principals principals;

    PolicyAnalysis(PolicySettings settings, Principals principals) {
        this.settings = settings;
        this.principals = principals;
    }

    /** The outcome for these facts, given the decision as the engine returned it. */
    public PolicyOutcome analyse(PolicyFacts facts, @Nullable Object decision) {
        if (!facts.duration().isPositive()) {
            return new Refused("duration-not-positive", "Access without a length cannot be granted.");
        }
        if (facts.duration().compareTo(settings.absoluteCeiling()) > 0) {
            return new Refused(
                    "duration-over-absolute-ceiling",
                    "Nothing is granted for longer than %s.".formatted(settings.absoluteCeiling()));
        }
        if (!facts.resource().hasRole(facts.role())) {
            return new Refused(
                    "unknown-role",
                    "%s has no role %s.".formatted(facts.resource().path(), facts.role()));
        }
        if (!(decision instanceof Map<?, ?> answer)) {
            return new Refused("no-decision", "The policy gives no unambiguous decision for this request.");
        }
        return interpret(facts, new DecisionAnswer(answer));
    }

    private PolicyOutcome interpret(PolicyFacts facts, DecisionAnswer answer) {
        String rule = answer.text("rule");
        if (rule == null) {
            return new Refused(MALFORMED, "The policy's decision names no rule.");
        }
        String reason = answer.text("reason");
        if (reason == null) {
            reason = rule;
        }
        return switch (String.valueOf(answer.text("outcome"))) {
            case "REFUSE" -> new Refused(rule, reason);
            case "APPROVE" -> withinCeiling(facts, answer, new ApprovedByRule(rule, reason, terms(facts)));
            case "ROUTE" -> withinCeiling(facts, answer, route(facts, answer, rule, reason));
            default -> new Refused(MALFORMED, "Rule %s gives no known outcome.".formatted(rule));
        };
    }

    private static Terms terms(PolicyFacts facts) {
        return new Terms(facts.duration(), false, null, List.of());
    }

    private static PolicyOutcome withinCeiling(PolicyFacts facts, DecisionAnswer answer, PolicyOutcome outcome) {
        if (outcome instanceof Refused) {
            return outcome;
        }
        Number maximum = answer.number("maximumSeconds");
        if (maximum == null || maximum.longValue() <= 0) {
            return new Refused(MALFORMED, "Rule %s gives no longest duration.".formatted(outcome.rule()));
        }
        Duration ceiling = Duration.ofSeconds(maximum.longValue());
        if (facts.duration().compareTo(ceiling) > 0) {
            return new Refused(
                    outcome.rule(),
                    "At most %s may be granted here, %s was asked for.".formatted(ceiling, facts.duration()));
        }
        return outcome;
    }

    private PolicyOutcome route(PolicyFacts facts, DecisionAnswer answer, String rule, String reason) {
        Duration remindAfter = duration(answer.text("remindAfter"));
        Duration lapseAfter = duration(answer.text("lapseAfter"));
        if (remindAfter == null || lapseAfter == null) {
            return new Refused(MALFORMED, "Rule %s does not say when to remind and when to lapse.".formatted(rule));
        }
        StepTimes times = new StepTimes(remindAfter, lapseAfter, null);
        List<RouteStep> steps = new ArrayList<>();
        for (Map<?, ?> described : answer.maps("steps")) {
            RouteStep step = resolve(facts, new DecisionAnswer(described), times);
            if (step == null) {
                return new Refused(MALFORMED, "Rule %s names approvers that are not understood.".formatted(rule));
            }
            steps.add(step);
        }
        if (steps.isEmpty()) {
            return new Refused(MALFORMED, "Rule %s asks for approval but names no step.".formatted(rule));
        }
        @Nullable String undecidable = undecidableStep(facts, steps);
        if (undecidable != null) {
            return new Refused(
                    "nobody-may-decide",
                    "Rule %s needs a decision of step \"%s\", but nobody there may give it."
                            .formatted(rule, undecidable));
        }
        return new Routed(rule, reason, steps, terms(facts));
    }

    private static @Nullable RouteStep resolve(PolicyFacts facts, DecisionAnswer step, StepTimes times) {
        String approvers = step.text("approvers");
        String name = step.text("name");
        if (approvers == null) {
            return null;
        }
        String shown = name == null ? approvers : name;
        if (approvers.equals("resource-owners")) {
            return new RouteStep(shown, facts.resource().owners(), Set.of(), times);
        }
        if (approvers.equals("manager")) {
            PrincipalId manager = facts.beneficiary().manager();
            return new RouteStep(shown, manager == null ? Set.of() : Set.of(manager), Set.of(), times);
        }
        if (approvers.startsWith("group:") && approvers.length() > 6) {
            return new RouteStep(shown, Set.of(), Set.of(approvers.substring(6)), times);
        }
        if (approvers.startsWith("person:") && approvers.length() > 7) {
            return new RouteStep(shown, Set.of(new PrincipalId(approvers.substring(7))), Set.of(), times);
        }
        return null;
    }

    /** Each person decides once, so the steps need as many different people: the first step that finds none is named. */
    private @Nullable String undecidableStep(PolicyFacts facts, List<RouteStep> steps) {
        List<Set<PrincipalId>> deciders = new ArrayList<>();
        for (RouteStep step : steps) {
            deciders.add(deciders(facts, step));
        }
        int matched = DistinctDeciders.matched(deciders);
        return matched == steps.size() ? null : steps.get(matched).name();
    }

    private Set<PrincipalId> deciders(PolicyFacts facts, RouteStep step) {
        Set<PrincipalId> people = new TreeSet<>(Comparator.comparing(PrincipalId::value));
        people.addAll(principals.activeAmong(step.candidateUsers()));
        step.candidateGroups().forEach(group -> people.addAll(principals.membersOf(group)));
        people.remove(facts.requester().id());
        people.remove(facts.beneficiary().id());
        return people;
    }

    private static @Nullable Duration duration(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Duration parsed = Duration.parse(text);
            return parsed.compareTo(SHORTEST_WAIT) >= 0 && parsed.compareTo(LONGEST_WAIT) <= 0 ? parsed : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
