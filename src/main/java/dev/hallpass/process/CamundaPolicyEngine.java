package dev.hallpass.process;

import dev.hallpass.common.ProblemException;
import dev.hallpass.policy.PolicyEngine;
import dev.hallpass.policy.PolicyFacts;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.EvaluateDecisionCommandStep1.EvaluateDecisionCommandStep2;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Lets the engine evaluate the policy that is deployed now. */
@Component
class CamundaPolicyEngine implements PolicyEngine {

    private static final Logger log = LoggerFactory.getLogger(CamundaPolicyEngine.class);

    private final CamundaClient client;
    private final PolicyDeployments deployments;
    private final JsonMapper json;

    CamundaPolicyEngine(CamundaClient client, PolicyDeployments deployments, JsonMapper json) {
        this.client = client;
        this.deployments = deployments;
        this.json = json;
    }

    @Override
    public Evaluation evaluate(PolicyFacts facts) {
        EvaluateDecisionResponse response;
        try {
            response = decisionInForce()
                    .variables(Map.of("facts", facts.asVariable()))
                    .send()
                    .join();
        } catch (ClientException e) {
            log.atWarn().setCause(e).log("The engine did not evaluate the policy");
            throw ProblemException.unavailable("The policy cannot be evaluated at the moment; try again shortly.");
        }
        String version = deployments.versionOfDecision(response.getDecisionKey(), response.getDecisionVersion());
        if (response.getFailureMessage() != null
                && !response.getFailureMessage().isBlank()) {
            log.warn("The policy gives no decision: {}", response.getFailureMessage());
            return new Evaluation(null, version);
        }
        return new Evaluation(json.readValue(response.getDecisionOutput(), Object.class), version);
    }

    /** The one that new processes are bound to, not one that was deployed beside them. */
    private EvaluateDecisionCommandStep2 decisionInForce() {
        OptionalLong bound = deployments.currentDecision();
        return bound.isPresent()
                ? client.newEvaluateDecisionCommand().decisionKey(bound.getAsLong())
                : client.newEvaluateDecisionCommand().decisionId(ProcessDeployment.DECISION_ID);
    }
}
