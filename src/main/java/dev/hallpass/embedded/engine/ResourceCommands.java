package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.impl.record.value.decision.DecisionEvaluationRecord;
import io.camunda.zeebe.protocol.impl.record.value.deployment.DeploymentRecord;
import io.camunda.zeebe.protocol.impl.record.value.resource.ResourceDeletionRecord;
import io.camunda.zeebe.protocol.record.intent.DecisionEvaluationIntent;
import io.camunda.zeebe.protocol.record.intent.DeploymentIntent;
import io.camunda.zeebe.protocol.record.intent.ResourceDeletionIntent;
import io.camunda.zeebe.protocol.record.value.TenantOwned;
import java.util.Map;

/** What clients ask about processes, decisions and forms themselves. */
final class ResourceCommands {

    private ResourceCommands() {}

    /** Deploys all resources, by their file names, in one deployment. */
    static EngineCommand deploy(Map<String, byte[]> resources) {
        DeploymentRecord deployment = new DeploymentRecord().setTenantId(TenantOwned.DEFAULT_TENANT_IDENTIFIER);
        resources.forEach((name, content) ->
                deployment.resources().add().setResourceName(name).setResource(content));
        return EngineCommand.create(DeploymentIntent.CREATE, deployment);
    }

    static EngineCommand delete(long resourceKey) {
        return EngineCommand.create(
                ResourceDeletionIntent.DELETE, new ResourceDeletionRecord().setResourceKey(resourceKey));
    }

    /** Evaluates the decision with this key, or else the newest with this id. */
    static EngineCommand evaluate(long decisionKey, String decisionId, String variables) {
        DecisionEvaluationRecord evaluation = new DecisionEvaluationRecord()
                .setVariables(Variables.encode(variables))
                .setTenantId(TenantOwned.DEFAULT_TENANT_IDENTIFIER);
        if (decisionKey > 0) {
            evaluation.setDecisionKey(decisionKey);
        }
        if (!decisionId.isEmpty()) {
            evaluation.setDecisionId(decisionId);
        }
        return EngineCommand.create(DecisionEvaluationIntent.EVALUATE, evaluation);
    }
}
