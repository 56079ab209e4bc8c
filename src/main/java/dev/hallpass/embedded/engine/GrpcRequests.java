package dev.hallpass.embedded.engine;

import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.MigrateProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ModifyProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.StreamActivatedJobsRequest;
import io.camunda.zeebe.msgpack.value.StringValue;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceCreationRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceCreationRuntimeInstruction;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceCreationStartInstruction;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceModificationActivateInstruction;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceModificationRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceModificationTerminateInstruction;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceModificationVariableInstruction;
import io.camunda.zeebe.protocol.impl.stream.job.JobActivationProperties;
import io.camunda.zeebe.protocol.impl.stream.job.JobActivationPropertiesImpl;
import io.camunda.zeebe.protocol.record.value.RuntimeInstructionType;
import io.camunda.zeebe.protocol.record.value.TenantOwned;
import io.camunda.zeebe.util.buffer.BufferUtil;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/** The larger gRPC requests, as the engine's records. */
final class GrpcRequests {

    private GrpcRequests() {}

    static Map<String, byte[]> resources(DeployResourceRequest request) {
        Map<String, byte[]> resources = new LinkedHashMap<>();
        request.getResourcesList()
                .forEach(resource ->
                        resources.put(resource.getName(), resource.getContent().toByteArray()));
        return resources;
    }

    static ProcessInstanceCreationRecord creation(CreateProcessInstanceRequest request) {
        ProcessInstanceCreationRecord creation = new ProcessInstanceCreationRecord()
                .setBpmnProcessId(request.getBpmnProcessId())
                .setProcessDefinitionKey(request.getProcessDefinitionKey())
                .setVersion(request.getVersion())
                .setTenantId(TenantOwned.DEFAULT_TENANT_IDENTIFIER)
                .setTags(new LinkedHashSet<>(request.getTagsList()))
                .setVariables(Variables.encode(request.getVariables()));
        request.getStartInstructionsList()
                .forEach(start -> creation.addStartInstruction(
                        new ProcessInstanceCreationStartInstruction().setElementId(start.getElementId())));
        request.getRuntimeInstructionsList()
                .forEach(instruction -> creation.addRuntimeInstruction(new ProcessInstanceCreationRuntimeInstruction()
                        .setType(RuntimeInstructionType.TERMINATE_PROCESS_INSTANCE)
                        .setAfterElementId(instruction.getTerminate().getAfterElementId())));
        return creation;
    }

    static ProcessInstanceModificationRecord modification(ModifyProcessInstanceRequest request) {
        ProcessInstanceModificationRecord modification =
                new ProcessInstanceModificationRecord().setProcessInstanceKey(request.getProcessInstanceKey());
        request.getActivateInstructionsList()
                .forEach(instruction -> modification.addActivateInstruction(activation(instruction)));
        request.getTerminateInstructionsList()
                .forEach(instruction ->
                        modification.addTerminateInstruction(new ProcessInstanceModificationTerminateInstruction()
                                .setElementInstanceKey(instruction.getElementInstanceKey())));
        return modification;
    }

    private static ProcessInstanceModificationActivateInstruction activation(
            ModifyProcessInstanceRequest.ActivateInstruction request) {
        ProcessInstanceModificationActivateInstruction activation = new ProcessInstanceModificationActivateInstruction()
                .setElementId(request.getElementId())
                .setAncestorScopeKey(request.getAncestorElementInstanceKey());
        request.getVariableInstructionsList()
                .forEach(instruction ->
                        activation.addVariableInstruction(new ProcessInstanceModificationVariableInstruction()
                                .setElementId(instruction.getScopeId())
                                .setVariables(Variables.encode(instruction.getVariables()))));
        return activation;
    }

    static Map<String, String> mapping(MigrateProcessInstanceRequest.MigrationPlan plan) {
        Map<String, String> elements = new LinkedHashMap<>();
        plan.getMappingInstructionsList()
                .forEach(mapping -> elements.put(mapping.getSourceElementId(), mapping.getTargetElementId()));
        return elements;
    }

    static JobActivationProperties subscription(StreamActivatedJobsRequest request) {
        if (request.getType().isBlank() || request.getTimeout() < 1) {
            throw CommandFailedException.invalid("Expected to stream jobs with a type and a timeout greater than 0");
        }
        DirectBuffer worker = BufferUtil.wrapString(request.getWorker());
        return new JobActivationPropertiesImpl()
                .setWorker(worker, 0, worker.capacity())
                .setTimeout(request.getTimeout())
                .setFetchVariables(request.getFetchVariableList().stream()
                        .map(StringValue::new)
                        .toList())
                .setTenantIds(List.of(TenantOwned.DEFAULT_TENANT_IDENTIFIER))
                .setClaims(CommandSender.ANONYMOUS_CLAIMS);
    }
}
