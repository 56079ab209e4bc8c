package dev.hallpass.embedded.engine;

import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceWithResultResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DecisionMetadata;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DecisionRequirementsMetadata;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluateDecisionResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluatedDecision;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluatedDecisionInput;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluatedDecisionOutput;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FormMetadata;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.MatchedDecisionRule;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ProcessMetadata;
import io.camunda.zeebe.protocol.impl.record.value.decision.DecisionEvaluationRecord;
import io.camunda.zeebe.protocol.impl.record.value.deployment.DeploymentRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceCreationRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceResultRecord;
import io.camunda.zeebe.protocol.record.value.EvaluatedDecisionValue;
import io.camunda.zeebe.protocol.record.value.MatchedRuleValue;

/** The larger answers of the engine, as gRPC messages. */
final class GrpcAnswers {

    private GrpcAnswers() {}

    static CreateProcessInstanceResponse created(EngineAnswer answer) {
        ProcessInstanceCreationRecord created = answer.readInto(new ProcessInstanceCreationRecord());
        return CreateProcessInstanceResponse.newBuilder()
                .setProcessDefinitionKey(created.getProcessDefinitionKey())
                .setBpmnProcessId(created.getBpmnProcessId())
                .setVersion(created.getVersion())
                .setProcessInstanceKey(created.getProcessInstanceKey())
                .setTenantId(created.getTenantId())
                .addAllTags(created.getTags())
                .build();
    }

    static CreateProcessInstanceWithResultResponse completed(EngineAnswer answer) {
        ProcessInstanceResultRecord result = answer.readInto(new ProcessInstanceResultRecord());
        return CreateProcessInstanceWithResultResponse.newBuilder()
                .setProcessDefinitionKey(result.getProcessDefinitionKey())
                .setBpmnProcessId(result.getBpmnProcessId())
                .setVersion(result.getVersion())
                .setProcessInstanceKey(result.getProcessInstanceKey())
                .setVariables(Variables.decode(result.getVariablesBuffer()))
                .setTenantId(result.getTenantId())
                .addAllTags(result.getTags())
                .build();
    }

    static DeployResourceResponse deployed(EngineAnswer answer) {
        DeploymentRecord deployed = answer.readInto(new DeploymentRecord());
        DeployResourceResponse.Builder response =
                DeployResourceResponse.newBuilder().setKey(answer.key()).setTenantId(deployed.getTenantId());
        deployed.getProcessesMetadata()
                .forEach(process -> response.addDeploymentsBuilder()
                        .setProcess(ProcessMetadata.newBuilder()
                                .setBpmnProcessId(process.getBpmnProcessId())
                                .setVersion(process.getVersion())
                                .setProcessDefinitionKey(process.getProcessDefinitionKey())
                                .setResourceName(process.getResourceName())
                                .setTenantId(process.getTenantId())));
        deployed.getDecisionsMetadata()
                .forEach(decision -> response.addDeploymentsBuilder()
                        .setDecision(DecisionMetadata.newBuilder()
                                .setDmnDecisionId(decision.getDecisionId())
                                .setDmnDecisionName(decision.getDecisionName())
                                .setVersion(decision.getVersion())
                                .setDecisionKey(decision.getDecisionKey())
                                .setDmnDecisionRequirementsId(decision.getDecisionRequirementsId())
                                .setDecisionRequirementsKey(decision.getDecisionRequirementsKey())
                                .setTenantId(decision.getTenantId())));
        deployed.getDecisionRequirementsMetadata()
                .forEach(requirements -> response.addDeploymentsBuilder()
                        .setDecisionRequirements(DecisionRequirementsMetadata.newBuilder()
                                .setDmnDecisionRequirementsId(requirements.getDecisionRequirementsId())
                                .setDmnDecisionRequirementsName(requirements.getDecisionRequirementsName())
                                .setVersion(requirements.getDecisionRequirementsVersion())
                                .setDecisionRequirementsKey(requirements.getDecisionRequirementsKey())
                                .setResourceName(requirements.getResourceName())
                                .setTenantId(requirements.getTenantId())));
        deployed.getFormMetadata()
                .forEach(form -> response.addDeploymentsBuilder()
                        .setForm(FormMetadata.newBuilder()
                                .setFormId(form.getFormId())
                                .setVersion(form.getVersion())
                                .setFormKey(form.getFormKey())
                                .setResourceName(form.getResourceName())
                                .setTenantId(form.getTenantId())));
        return response.build();
    }

    static EvaluateDecisionResponse evaluated(EngineAnswer answer) {
        DecisionEvaluationRecord evaluation = answer.readInto(new DecisionEvaluationRecord());
        EvaluateDecisionResponse.Builder response = EvaluateDecisionResponse.newBuilder()
                .setDecisionEvaluationKey(answer.key())
                .setDecisionInstanceKey(answer.key())
                .setDecisionKey(evaluation.getDecisionKey())
                .setDecisionId(evaluation.getDecisionId())
                .setDecisionName(evaluation.getDecisionName())
                .setDecisionVersion(evaluation.getDecisionVersion())
                .setDecisionRequirementsId(evaluation.getDecisionRequirementsId())
                .setDecisionRequirementsKey(evaluation.getDecisionRequirementsKey())
                .setTenantId(evaluation.getTenantId());
        evaluation.getEvaluatedDecisions().forEach(decision -> response.addEvaluatedDecisions(evaluated(decision)));
        if (evaluation.getFailedDecisionId().isEmpty()) {
            response.setDecisionOutput(evaluation.getDecisionOutput());
        } else {
            response.setFailedDecisionId(evaluation.getFailedDecisionId())
                    .setFailureMessage(evaluation.getEvaluationFailureMessage());
        }
        return response.build();
    }

    private static EvaluatedDecision evaluated(EvaluatedDecisionValue decision) {
        EvaluatedDecision.Builder message = EvaluatedDecision.newBuilder()
                .setDecisionKey(decision.getDecisionKey())
                .setDecisionId(decision.getDecisionId())
                .setDecisionName(decision.getDecisionName())
                .setDecisionVersion(decision.getDecisionVersion())
                .setDecisionType(decision.getDecisionType())
                .setDecisionOutput(decision.getDecisionOutput())
                .setDecisionEvaluationInstanceKey(decision.getDecisionEvaluationInstanceKey())
                .setTenantId(decision.getTenantId());
        decision.getEvaluatedInputs()
                .forEach(input -> message.addEvaluatedInputs(EvaluatedDecisionInput.newBuilder()
                        .setInputId(input.getInputId())
                        .setInputName(input.getInputName())
                        .setInputValue(input.getInputValue())));
        decision.getMatchedRules().forEach(rule -> message.addMatchedRules(matched(rule)));
        return message.build();
    }

    private static MatchedDecisionRule matched(MatchedRuleValue rule) {
        MatchedDecisionRule.Builder message =
                MatchedDecisionRule.newBuilder().setRuleId(rule.getRuleId()).setRuleIndex(rule.getRuleIndex());
        rule.getEvaluatedOutputs()
                .forEach(output -> message.addEvaluatedOutputs(EvaluatedDecisionOutput.newBuilder()
                        .setOutputId(output.getOutputId())
                        .setOutputName(output.getOutputName())
                        .setOutputValue(output.getOutputValue())));
        return message.build();
    }
}
