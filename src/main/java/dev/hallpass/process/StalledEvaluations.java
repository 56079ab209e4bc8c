package dev.hallpass.process;

import dev.hallpass.policy.PolicyEngine;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestFacts;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
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

    /** After so many time-outs a request that could be evaluated now is not waited for any longer. */
    private static final int LONG = 4;

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
        Instant now = clock.instant();
        Duration patience = settings.evaluationTimeout();
        requests.unevaluatedSince(now.minus(patience), BATCH)
                .forEach(request -> attempt(request, this::refuseIfUndecidable));
        requests.unevaluatedSince(now.minus(patience.multipliedBy(LONG)), BATCH)
                .forEach(request -> attempt(request, this::startAnew));
    }

    private static void attempt(AccessRequest request, Consumer<AccessRequest> step) {
        try {
            step.accept(request);
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("request", request.id())
                    .setCause(e)
                    .log("A request is not evaluated yet and is looked at again");
        }
    }

    private void refuseIfUndecidable(AccessRequest request) {
        var seen = facts.gathered(request);
        PolicyEngine.Evaluation evaluation = policy.evaluate(seen);
        if (evaluation.decision() == null) {
            settlement.settle(request.id(), seen.asVariable(), null, evaluation.version());
            cancelProcess(request);
        }
    }

    /** The policy has been mended since: the process that is bound to the broken version makes room for a new one. */
    private void startAnew(AccessRequest request) {
        log.atWarn().addKeyValue("request", request.id()).log("A request that was not evaluated is started anew");
        cancelProcess(request);
        requests.startAgain(request.id());
    }

    private void cancelProcess(AccessRequest request) {
        if (request.processInstanceKey() == null) {
            return;
        }
        try {
            client.newCancelInstanceCommand(request.processInstanceKey()).send().join();
        } catch (ClientStatusException e) {
            if (e.getStatusCode() != Status.Code.NOT_FOUND) {
                throw e;
            }
        }
    }
}
