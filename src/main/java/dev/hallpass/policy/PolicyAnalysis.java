package dev.hallpass.policy;

import dev.hallpass.policy.Circumstances.Prolonged;
import dev.hallpass.policy.PolicyAnswer.Kind;
import dev.hallpass.policy.PolicyAnswer.ReviewAnswer;
import dev.hallpass.policy.PolicyAnswer.Tell;
import dev.hallpass.policy.PolicyOutcome.ApprovedByRule;
import dev.hallpass.policy.PolicyOutcome.BreakGlass;
import dev.hallpass.policy.PolicyOutcome.Refused;
import dev.hallpass.policy.PolicyOutcome.Routed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns what the decision tables gave into an outcome, and refuses whatever a table must not be able to say: no
 * decision, an ambiguous or malformed one, a length above the ceilings, a route that nobody could decide. Preview and
 * enforcement both come through here.
 */
@Component
public class PolicyAnalysis {

    /** The rule that is named where the policy asks for what cannot be carried out. */
    private static final String NOT_CARRIED_OUT = "policy-not-carried-out";

    private final PolicySettings settings;
    private final PeopleOfPolicy people;
    private final RouteResolution routes;

    PolicyAnalysis(PolicySettings settings, PeopleOfPolicy people, RouteResolution routes) {
        this.settings = settings;
        this.people = people;
        this.routes = routes;
    }

    /**
     * What becomes of a request with these facts: the same for preview and enforcement. What cannot be carried out as
     * the policy means it is refused, never granted on weaker terms.
     */
    public PolicyOutcome outcome(PolicyFacts facts, @Nullable Object decision) {
        PolicyOutcome meant = analyse(facts, decision);
        if (meant instanceof BreakGlass) {
            return new Refused(
                    NOT_CARRIED_OUT, "Rule %s breaks the glass, and nobody would review it.".formatted(meant.rule()));
        }
        if (meant instanceof Routed routed && routed.steps().stream().anyMatch(RouteStep::secondFactorRequired)) {
            return new Refused(
                    NOT_CARRIED_OUT,
                    "Rule %s asks for a second factor, and nobody would look at it.".formatted(meant.rule()));
        }
        return meant;
    }

    /** The outcome for these facts, given the decision as the engine returned it. */
    PolicyOutcome analyse(PolicyFacts facts, @Nullable Object decision) {
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
        PolicyAnswer answer = PolicyAnswer.of(decision);
        return answer.outcome() == Kind.REFUSE
                ? new Refused(answer.rule(), answer.reason())
                : granted(facts, answer, Objects.requireNonNull(answer.maximum()));
    }

    private PolicyOutcome granted(PolicyFacts facts, PolicyAnswer answer, Duration maximum) {
        Prolonged prolonged = facts.circumstances().prolonged();
        if (prolonged != null
                && answer.maximumExtensions() != null
                && prolonged.extensions() >= answer.maximumExtensions()) {
            return new Refused(
                    "extensions-exhausted",
                    "Rule %s lets a grant be extended %d times, and this one was extended %d times."
                            .formatted(answer.rule(), answer.maximumExtensions(), prolonged.extensions()));
        }
        Terms terms = new Terms(
                facts.duration().compareTo(maximum) > 0 ? maximum : facts.duration(),
                facts.duration().compareTo(maximum) > 0,
                answer.maximumExtensions(),
                told(facts, answer.tell()));
        if (terms.shortened()) {
            Refused refused = refusedAsTooLong(facts, answer, maximum);
            if (refused != null) {
                return refused;
            }
        }
        return switch (answer.outcome()) {
            case APPROVE -> new ApprovedByRule(answer.rule(), answer.reason(), terms);
            case BREAK_GLASS -> breakGlass(facts, answer, terms);
            default -> routed(facts, answer, terms);
        };
    }

    /** Why it cannot be offered for a shorter time; null if it can. */
    private @Nullable Refused refusedAsTooLong(PolicyFacts facts, PolicyAnswer answer, Duration maximum) {
        Prolonged prolonged = facts.circumstances().prolonged();
        Duration left = prolonged == null ? maximum : maximum.minus(prolonged.soFar());
        String tooLong = "At most %s may be granted here, %s was asked for.".formatted(maximum, facts.duration());
        if (left.compareTo(settings.shortestDuration()) < 0) {
            return new Refused(answer.rule(), tooLong);
        }
        return facts.circumstances().acceptShorter() ? null : new Refused(answer.rule(), tooLong, left);
    }

    private PolicyOutcome routed(PolicyFacts facts, PolicyAnswer answer, Terms terms) {
        for (PolicyAnswer.Step step : answer.steps()) {
            String calendar = step.times().calendar();
            if (calendar != null && !settings.calendars().containsKey(calendar)) {
                return new Refused(
                        PolicyAnswer.MALFORMED,
                        "Rule %s names the calendar \"%s\", which there is not.".formatted(answer.rule(), calendar));
            }
        }
        try {
            return new Routed(answer.rule(), answer.reason(), routes.resolve(facts, answer.steps()), terms);
        } catch (NobodyMayDecideException e) {
            return nobody(answer, "a decision of step \"%s\"".formatted(e.getMessage()));
        }
    }

    private PolicyOutcome breakGlass(PolicyFacts facts, PolicyAnswer answer, Terms terms) {
        if (!facts.circumstances().emergency()) {
            return new Refused(
                    PolicyAnswer.MALFORMED,
                    "Rule %s breaks the glass, but nobody has said that it is an emergency.".formatted(answer.rule()));
        }
        ReviewAnswer review = Objects.requireNonNull(answer.review());
        People named = people.resolve(facts, review.approvers());
        People reviewers = people.deciders(facts, named).isEmpty() ? routes.fallback() : named;
        if (people.deciders(facts, reviewers).isEmpty()) {
            return nobody(answer, "a review");
        }
        People next = people.resolve(facts, review.escalateTo());
        People escalation = people.deciders(facts, next).isEmpty() ? routes.fallback() : next;
        return new BreakGlass(
                answer.rule(),
                answer.reason(),
                terms,
                new Review(
                        reviewers.users(),
                        reviewers.groups(),
                        review.within(),
                        escalation.users(),
                        escalation.groups()));
    }

    private static Refused nobody(PolicyAnswer answer, String what) {
        return new Refused(
                "nobody-may-decide", "Rule %s needs %s, but nobody there may give it.".formatted(answer.rule(), what));
    }

    private List<Told> told(PolicyFacts facts, List<Tell> tell) {
        List<Told> told = new ArrayList<>();
        for (Tell each : tell) {
            People who = people.resolve(facts, each.who());
            if (!who.users().isEmpty() || !who.groups().isEmpty()) {
                told.add(new Told(each.rule(), who.users(), who.groups(), each.when()));
            }
        }
        return told;
    }
}
