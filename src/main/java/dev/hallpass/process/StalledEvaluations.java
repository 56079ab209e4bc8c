package dev.hallpass.process;

import dev.hallpass.policy.PolicyEngine;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestFacts;
import io.camunda.client.CamundaClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Refuses requests that the policy cannot decide. A table that gives several answers, or fails, is an incident in the
 * engine, where a request would lie until somebody looks; here it gets the answer that such a policy gives: no.
 */
@Component
class StalledEvaluations {

    private static final Logger log = LoggerFactory.getLogger(StalledEvaluations.class);
    private static final int BATCH = 50;

    private final AccessRequests requests;
    private final RequestFacts facts;
    private final PolicyEngine policy;
    private final RouteSettlement settlement;
    private final CamundaClient client;
    private final ProcessSettings settings;
    private final Clock clock;

    StalledEvaluations(
            AccessRequests requests,
            RequestFacts facts,
            PolicyEngine policy,
            RouteSettlement settlement,
            CamundaClient client,
            ProcessSettings settings,
            Clock clock) {
        this.requests = requests;
        this.facts = facts;
        this.policy = policy;
        this.settlement = settlement;
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${hallpass.camunda.evaluation-check-interval:PT5S}")
    void refuseUndecidable() {
        Instant before = clock.instant().minus(settings.evaluationTimeout());
        List<AccessRequest> stalled = requests.unevaluatedSince(before, BATCH);
        for (AccessRequest request : stalled) {
            try {
                refuseIfUndecidable(request);
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("request", request.id())
                        .setCause(e)
                        .log("A request is not evaluated yet and is looked at again");
            }
        }
    }

    private void refuseIfUndecidable(AccessRequest request) {
        var seen = facts.of(request);
        PolicyEngine.Evaluation evaluation = policy.evaluate(seen);
        if (evaluation.decision() != null) {
            return;
        }
        settlement.settle(request.id(), seen.asVariable(), null, evaluation.version());
        if (request.processInstanceKey() != null) {
            client.newCancelInstanceCommand(request.processInstanceKey()).send().join();
        }
    }
}
