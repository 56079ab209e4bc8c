package dev.hallpass.process;

import dev.hallpass.approval.ApprovalRoutes;
import dev.hallpass.policy.PolicyAnalysis;
import dev.hallpass.policy.PolicyOutcome;
import dev.hallpass.policy.RouteStep;
import dev.hallpass.policy.Terms;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestEvaluation;
import dev.hallpass.request.RequestEvaluation.Outcome;
import dev.hallpass.request.RequestFacts;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Settles, once, what the policy's decision means for a request. */
@Component
class RouteSettlement {

    /** The rule that is named where the policy asks for what cannot be carried out. */
    private static final String NOT_CARRIED_OUT = "policy-not-carried-out";

    private final AccessRequests requests;
    private final ApprovalRoutes routes;
    private final RequestFacts facts;
    private final PolicyAnalysis analysis;
    private final JsonMapper json;

    RouteSettlement(
            AccessRequests requests,
            ApprovalRoutes routes,
            RequestFacts facts,
            PolicyAnalysis analysis,
            JsonMapper json) {
        this.requests = requests;
        this.routes = routes;
        this.facts = facts;
        this.analysis = analysis;
        this.json = json;
    }

    /**
     * Evaluates the decision unless that was done before: a process started again after a loss keeps the route that
     * was settled then, whatever the policy says now.
     */
    @Transactional
    public AccessRequest settle(RequestId id, @Nullable Object factsSeen, @Nullable Object decision, String version) {
        AccessRequest request = requests.lock(id);
        if (request.state() != RequestState.SUBMITTED) {
            return request;
        }
        PolicyOutcome outcome = carriedOut(analysis.analyse(facts.of(request), decision));
        AccessRequest evaluated = requests.evaluated(
                id,
                new RequestEvaluation(
                        kind(outcome),
                        outcome.rule(),
                        outcome.reason(),
                        version,
                        json.writeValueAsString(factsSeen),
                        json.writeValueAsString(decision),
                        terms(outcome),
                        outcome instanceof PolicyOutcome.BreakGlass));
        return outcome instanceof PolicyOutcome.Routed routed ? routes.openRoute(id, routed) : evaluated;
    }

    /** What cannot be carried out as the policy means it is refused: never granted on weaker terms. */
    private static PolicyOutcome carriedOut(PolicyOutcome outcome) {
        if (outcome instanceof PolicyOutcome.BreakGlass) {
            return new PolicyOutcome.Refused(
                    NOT_CARRIED_OUT, "Rule %s breaks the glass, and nobody would review it.".formatted(outcome.rule()));
        }
        if (outcome instanceof PolicyOutcome.Routed routed
                && routed.steps().stream().anyMatch(RouteStep::secondFactorRequired)) {
            return new PolicyOutcome.Refused(
                    NOT_CARRIED_OUT,
                    "Rule %s asks for a second factor, and nobody would look at it.".formatted(outcome.rule()));
        }
        return outcome;
    }

    private static @Nullable Terms terms(PolicyOutcome outcome) {
        return switch (outcome) {
            case PolicyOutcome.Refused refused -> null;
            case PolicyOutcome.ApprovedByRule approved -> approved.terms();
            case PolicyOutcome.BreakGlass broken -> broken.terms();
            case PolicyOutcome.Routed routed -> routed.terms();
        };
    }

    private static Outcome kind(PolicyOutcome outcome) {
        return switch (outcome) {
            case PolicyOutcome.Refused refused -> Outcome.REFUSED;
            case PolicyOutcome.ApprovedByRule approved -> Outcome.APPROVED;
            case PolicyOutcome.BreakGlass broken -> Outcome.APPROVED;
            case PolicyOutcome.Routed routed -> Outcome.ROUTED;
        };
    }
}
