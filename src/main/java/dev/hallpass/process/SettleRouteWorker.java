package dev.hallpass.process;

import dev.hallpass.bundle.BundleRequests;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.RequestEvaluation.Outcome;
import dev.hallpass.request.RequestState;
import io.camunda.client.api.response.ActivatedJob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns the policy's decision into a route and tells the process which way to go. */
@Component
class SettleRouteWorker implements ProcessWorker {

    private final RouteSettlement settlement;
    private final PolicyDeployments deployments;
    private final BundleRequests bundles;

    SettleRouteWorker(RouteSettlement settlement, PolicyDeployments deployments, BundleRequests bundles) {
        this.settlement = settlement;
        this.deployments = deployments;
        this.bundles = bundles;
    }

    @Override
    public String type() {
        return JobTypes.SETTLE_ROUTE;
    }

    @Override
    public List<String> variables() {
        return List.of("facts", "policyDecision");
    }

    @Override
    public JobOutcome handle(JobContext job, ActivatedJob activated) {
        AccessRequest request = settlement.settle(
                job.request(),
                job.variables().get("facts"),
                job.variables().get("policyDecision"),
                deployments.versionOfProcess(
                        activated.getProcessDefinitionKey(), activated.getProcessDefinitionVersion()));
        Map<String, @Nullable Object> route = new HashMap<>();
        route.put("outcome", way(request).name());
        route.put(
                "remindAfter",
                request.remindAfter() == null ? null : request.remindAfter().toString());
        route.put(
                "decideBy",
                request.decideBy() == null ? null : request.decideBy().toString());
        route.put("heldTogether", bundles.isHeldTogether(request));
        return new JobOutcome.Completed(route);
    }

    /**
     * Where the request goes from here. A process started again must not wait for people who have decided before: with
     * the time for their answer long over, it would lapse.
     */
    private static Outcome way(AccessRequest request) {
        if (request.state() == RequestState.AWAITING_APPROVAL) {
            return Outcome.ROUTED;
        }
        return request.state() == RequestState.DENIED
                        || request.state() == RequestState.CANCELLED
                        || request.state() == RequestState.LAPSED
                ? Outcome.REFUSED
                : Outcome.APPROVED;
    }
}
