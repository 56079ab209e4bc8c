package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.impl.record.value.decision.DecisionEvaluationRecord;
import io.camunda.zeebe.protocol.impl.record.value.deployment.DeploymentRecord;
import io.camunda.zeebe.protocol.record.value.EvaluatedDecisionValue;
import io.camunda.zeebe.protocol.record.value.MatchedRuleValue;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Deployments and evaluated decisions as JSON. */
final class RestResources {

    /** What a deployed thing may be; each names one and leaves the others null. */
    private static final List<String> KINDS =
            List.of("processDefinition", "decisionDefinition", "decisionRequirements", "form", "resource");

    private RestResources() {}

    static ObjectNode json(long deploymentKey, DeploymentRecord deployed) {
        ObjectNode json = object().put("deploymentKey", key(deploymentKey)).put("tenantId", deployed.getTenantId());
        ArrayNode deployments = json.putArray("deployments");
        deployed.getProcessesMetadata()
                .forEach(process -> add(deployments, "processDefinition", process.getTenantId())
                        .put("processDefinitionId", process.getBpmnProcessId())
                        .put("processDefinitionVersion", process.getVersion())
                        .put("processDefinitionKey", key(process.getProcessDefinitionKey()))
                        .put("resourceName", process.getResourceName()));
        deployed.getDecisionsMetadata()
                .forEach(decision -> add(deployments, "decisionDefinition", decision.getTenantId())
                        .put("decisionDefinitionId", decision.getDecisionId())
                        .put("name", decision.getDecisionName())
                        .put("version", decision.getVersion())
                        .put("decisionDefinitionKey", key(decision.getDecisionKey()))
                        .put("decisionRequirementsId", decision.getDecisionRequirementsId())
                        .put("decisionRequirementsKey", key(decision.getDecisionRequirementsKey())));
        deployed.getDecisionRequirementsMetadata()
                .forEach(requirements -> add(deployments, "decisionRequirements", requirements.getTenantId())
                        .put("decisionRequirementsId", requirements.getDecisionRequirementsId())
                        .put("decisionRequirementsName", requirements.getDecisionRequirementsName())
                        .put("version", requirements.getDecisionRequirementsVersion())
                        .put("decisionRequirementsKey", key(requirements.getDecisionRequirementsKey()))
                        .put("resourceName", requirements.getResourceName()));
        deployed.getFormMetadata()
                .forEach(form -> add(deployments, "form", form.getTenantId())
                        .put("formId", form.getFormId())
                        .put("version", form.getVersion())
                        .put("formKey", key(form.getFormKey()))
                        .put("resourceName", form.getResourceName()));
        deployed.getResourceMetadata()
                .forEach(resource -> add(deployments, "resource", resource.getTenantId())
                        .put("resourceId", resource.getResourceId())
                        .put("version", resource.getVersion())
                        .put("resourceKey", key(resource.getResourceKey()))
                        .put("resourceName", resource.getResourceName()));
        return json;
    }

    private static ObjectNode add(ArrayNode deployments, String kind, String tenant) {
        ObjectNode deployment = deployments.addObject();
        KINDS.forEach(deployment::putNull);
        return deployment.putObject(kind).put("tenantId", tenant);
    }

    static ObjectNode json(long evaluationKey, DecisionEvaluationRecord evaluation) {
        boolean failed = !evaluation.getFailedDecisionId().isEmpty();
        ObjectNode json = object().put("decisionEvaluationKey", key(evaluationKey))
                .put("decisionInstanceKey", key(evaluationKey))
                .put("decisionDefinitionId", evaluation.getDecisionId())
                .put("decisionDefinitionKey", key(evaluation.getDecisionKey()))
                .put("decisionDefinitionName", evaluation.getDecisionName())
                .put("decisionDefinitionVersion", evaluation.getDecisionVersion())
                .put("decisionRequirementsId", evaluation.getDecisionRequirementsId())
                .put("decisionRequirementsKey", key(evaluation.getDecisionRequirementsKey()))
                .put("output", evaluation.getDecisionOutput())
                .put("failedDecisionDefinitionId", failed ? evaluation.getFailedDecisionId() : null)
                .put("failureMessage", failed ? evaluation.getEvaluationFailureMessage() : null)
                .put("tenantId", evaluation.getTenantId());
        ArrayNode decisions = json.putArray("evaluatedDecisions");
        evaluation.getEvaluatedDecisions().forEach(decision -> decisions.add(json(decision)));
        return json;
    }

    private static ObjectNode json(EvaluatedDecisionValue decision) {
        ObjectNode json = object().put("decisionDefinitionId", decision.getDecisionId())
                .put("decisionDefinitionName", decision.getDecisionName())
                .put("decisionDefinitionVersion", decision.getDecisionVersion())
                .put("decisionDefinitionType", decision.getDecisionType())
                .put("decisionDefinitionKey", key(decision.getDecisionKey()))
                .put("decisionEvaluationInstanceKey", decision.getDecisionEvaluationInstanceKey())
                .put("output", decision.getDecisionOutput())
                .put("tenantId", decision.getTenantId());
        ArrayNode rules = json.putArray("matchedRules");
        decision.getMatchedRules().forEach(rule -> rules.add(json(rule)));
        ArrayNode inputs = json.putArray("evaluatedInputs");
        decision.getEvaluatedInputs()
                .forEach(input -> inputs.addObject()
                        .put("inputId", input.getInputId())
                        .put("inputName", input.getInputName())
                        .put("inputValue", input.getInputValue()));
        return json;
    }

    private static ObjectNode json(MatchedRuleValue rule) {
        ObjectNode json = object().put("ruleId", rule.getRuleId()).put("ruleIndex", rule.getRuleIndex());
        ArrayNode outputs = json.putArray("evaluatedOutputs");
        rule.getEvaluatedOutputs()
                .forEach(output -> outputs.addObject()
                        .put("outputId", output.getOutputId())
                        .put("outputName", output.getOutputName())
                        .put("outputValue", output.getOutputValue())
                        .put("ruleId", rule.getRuleId())
                        .put("ruleIndex", rule.getRuleIndex()));
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String key(long key) {
        return Long.toString(key);
    }
}
