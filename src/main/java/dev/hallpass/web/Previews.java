package dev.hallpass.web;

import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import dev.hallpass.policy.PolicyAnalysis;
import dev.hallpass.policy.PolicyEngine;
import dev.hallpass.policy.PolicyExplanations;
import dev.hallpass.policy.PolicyFacts;
import dev.hallpass.policy.PolicyOutcome;
import dev.hallpass.policy.RouteStep;
import dev.hallpass.policy.Terms;
import dev.hallpass.request.RequestFacts;
import dev.hallpass.request.RequestSubmission;
import dev.hallpass.web.PreviewView.PreviewStepView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what would become of a request, by the same evaluation and analysis that a real one goes through. */
@Component
class Previews {

    private final RequestFacts facts;
    private final PolicyEngine engine;
    private final PolicyAnalysis analysis;
    private final PolicyExplanations explanations;
    private final Principals principals;

    Previews(
            RequestFacts facts,
            PolicyEngine engine,
            PolicyAnalysis analysis,
            PolicyExplanations explanations,
            Principals principals) {
        this.facts = facts;
        this.engine = engine;
        this.analysis = analysis;
        this.explanations = explanations;
        this.principals = principals;
    }

    /**
     * Evaluates the policy for what somebody would ask for; nothing is stored.
     *
     * @throws dev.hallpass.common.ProblemException of kind unavailable if the engine does not answer
     */
    PreviewView of(RequestSubmission submission) {
        PolicyFacts seen = facts.gathered(submission);
        PolicyEngine.Evaluation evaluation = engine.evaluate(seen);
        return of(seen, evaluation)
                .explainedBy(explanations
                        .explain(seen, evaluation)
                        .map(PreviewTableView::of)
                        .orElse(null));
    }

    /** The same of one of several, without the tables. */
    PreviewView ofPart(RequestSubmission submission) {
        PolicyFacts seen = facts.gathered(submission);
        return of(seen, engine.evaluate(seen));
    }

    private PreviewView of(PolicyFacts seen, PolicyEngine.Evaluation evaluation) {
        PolicyOutcome outcome = analysis.outcome(seen, evaluation.decision());
        String version = evaluation.version();
        String maximum = maximum(seen, evaluation.decision());
        return switch (outcome) {
            case PolicyOutcome.Refused refused ->
                view(
                        "REFUSED",
                        refused,
                        version,
                        refused.offered() == null ? null : refused.offered().toString(),
                        null,
                        maximum);
            case PolicyOutcome.ApprovedByRule approved ->
                given("APPROVED", approved, version, approved.terms(), maximum);
            case PolicyOutcome.BreakGlass broken -> given("BREAK_GLASS", broken, version, broken.terms(), maximum);
            case PolicyOutcome.Routed routed ->
                given("ROUTED", routed, version, routed.terms(), maximum)
                        .along(
                                routed.steps().stream()
                                        .map(step -> step(step, seen))
                                        .toList(),
                                routed.remindAfter().toString(),
                                routed.lapseAfter().toString());
        };
    }

    private static PreviewView given(
            String name, PolicyOutcome outcome, String version, Terms terms, @Nullable String maximum) {
        return view(
                name,
                outcome,
                version,
                terms.duration().toString(),
                terms.maximumExtensions(),
                terms.shortened() ? maximum : null);
    }

    private static PreviewView view(
            String name,
            PolicyOutcome outcome,
            String version,
            @Nullable String duration,
            @Nullable Integer maximumExtensions,
            @Nullable String maximum) {
        return new PreviewView(
                name,
                outcome.rule(),
                outcome.reason(),
                version,
                duration,
                maximumExtensions,
                maximum,
                List.of(),
                null,
                null,
                null,
                null);
    }

    private static @Nullable String maximum(PolicyFacts seen, @Nullable Object decision) {
        if (decision instanceof Map<?, ?> answer && answer.get("maximumSeconds") instanceof Number seconds) {
            Duration maximum = Duration.ofSeconds(seconds.longValue());
            return maximum.isPositive() && seen.duration().compareTo(maximum) > 0 ? maximum.toString() : null;
        }
        return null;
    }

    private PreviewStepView step(RouteStep step, PolicyFacts seen) {
        TreeSet<String> people = new TreeSet<>();
        step.candidateUsers().stream()
                .filter(id -> principals.find(id).filter(Principal::active).isPresent())
                .forEach(id -> people.add(id.value()));
        step.candidateGroups()
                .forEach(group -> principals.membersOf(group).stream()
                        .map(PrincipalId::value)
                        .forEach(people::add));
        people.remove(seen.requester().id().value());
        people.remove(seen.beneficiary().id().value());
        return new PreviewStepView(
                step.name(),
                step.candidateGroups().stream().sorted().toList(),
                List.copyOf(people),
                step.needed(),
                step.commentRequired(),
                step.secondFactorRequired(),
                step.fallback());
    }
}
