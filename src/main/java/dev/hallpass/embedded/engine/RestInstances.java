package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceCreationRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceCreationRuntimeInstruction;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceCreationStartInstruction;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceModificationActivateInstruction;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceModificationRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceModificationTerminateInstruction;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceModificationVariableInstruction;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceResultRecord;
import io.camunda.zeebe.protocol.record.value.RuntimeInstructionType;
import io.camunda.zeebe.protocol.record.value.TenantOwned;
import java.util.LinkedHashSet;
import java.util.Set;
import org.agrona.DirectBuffer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Process instances between JSON and the engine's records. */
final class RestInstances {

    private static final JsonMapper JSON = new JsonMapper();

    /** What the engine takes for the newest version. */
    private static final int LATEST_VERSION = -1;

    private RestInstances() {}

    static ProcessInstanceCreationRecord creation(RestBody body) {
        ProcessInstanceCreationRecord creation = new ProcessInstanceCreationRecord()
                .setBpmnProcessId(body.text("processDefinitionId", ""))
                .setProcessDefinitionKey(body.number("processDefinitionKey", -1))
                .setVersion(body.integer("processDefinitionVersion", LATEST_VERSION))
                .setTenantId(TenantOwned.DEFAULT_TENANT_IDENTIFIER)
                .setTags(new LinkedHashSet<>(body.texts("tags")))
                .setVariables(Variables.encode(body.variables("variables")));
        body.forEach(
                "startInstructions",
                start -> creation.addStartInstruction(
                        new ProcessInstanceCreationStartInstruction().setElementId(start.requiredText("elementId"))));
        body.forEach(
                "runtimeInstructions",
                instruction -> creation.addRuntimeInstruction(new ProcessInstanceCreationRuntimeInstruction()
                        .setType(RuntimeInstructionType.TERMINATE_PROCESS_INSTANCE)
                        .setAfterElementId(instruction.requiredText("afterElementId"))));
        return creation;
    }

    static ProcessInstanceModificationRecord modification(long processInstanceKey, RestBody body) {
        if (body.has("moveInstructions")) {
            throw CommandFailedException.invalid("The engine does not know move instructions");
        }
        ProcessInstanceModificationRecord modification =
                new ProcessInstanceModificationRecord().setProcessInstanceKey(processInstanceKey);
        body.forEach(
                "activateInstructions", instruction -> modification.addActivateInstruction(activation(instruction)));
        body.forEach("terminateInstructions", instruction -> {
            Long key = instruction.numberOrNull("elementInstanceKey");
            if (key == null) {
                throw CommandFailedException.invalid("No elementInstanceKey provided");
            }
            modification.addTerminateInstruction(
                    new ProcessInstanceModificationTerminateInstruction().setElementInstanceKey(key));
        });
        return modification;
    }

    private static ProcessInstanceModificationActivateInstruction activation(RestBody body) {
        ProcessInstanceModificationActivateInstruction activation = new ProcessInstanceModificationActivateInstruction()
                .setElementId(body.requiredText("elementId"))
                .setAncestorScopeKey(body.number("ancestorElementInstanceKey", -1));
        body.forEach(
                "variableInstructions",
                instruction -> activation.addVariableInstruction(new ProcessInstanceModificationVariableInstruction()
                        .setElementId(instruction.text("scopeId", ""))
                        .setVariables(Variables.encode(instruction.variables("variables")))));
        return activation;
    }

    static ObjectNode json(ProcessInstanceCreationRecord created) {
        return json(
                created.getBpmnProcessId(),
                created.getVersion(),
                created.getProcessDefinitionKey(),
                created.getProcessInstanceKey(),
                created.getTenantId(),
                created.getTags(),
                created.getVariablesBuffer());
    }

    static ObjectNode json(ProcessInstanceResultRecord result) {
        return json(
                result.getBpmnProcessId(),
                result.getVersion(),
                result.getProcessDefinitionKey(),
                result.getProcessInstanceKey(),
                result.getTenantId(),
                result.getTags(),
                result.getVariablesBuffer());
    }

    private static ObjectNode json(
            String processId,
            int version,
            long definitionKey,
            long instanceKey,
            String tenant,
            Set<String> tags,
            DirectBuffer variables) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("processDefinitionId", processId)
                .put("processDefinitionVersion", version)
                .put("processDefinitionKey", Long.toString(definitionKey))
                .put("processInstanceKey", Long.toString(instanceKey))
                .put("tenantId", tenant)
                .putNull("businessId");
        ArrayNode tagList = json.putArray("tags");
        tags.forEach(tagList::add);
        json.set("variables", JSON.readTree(Variables.decode(variables)));
        return json;
    }
}
