package dev.hallpass.process;

import dev.hallpass.approval.ApprovalRoutes;
import dev.hallpass.policy.PolicyAnalysis;
import dev.hallpass.policy.PolicyOutcome;
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
        PolicyOutcome outcome = analysis.outcome(facts.of(request), decision);
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
