package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.impl.record.value.incident.IncidentRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceCreationRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceMigrationMappingInstruction;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceMigrationRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceModificationRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceRecord;
import io.camunda.zeebe.protocol.impl.record.value.variable.VariableDocumentRecord;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceCreationIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceMigrationIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceModificationIntent;
import io.camunda.zeebe.protocol.record.intent.VariableDocumentIntent;
import io.camunda.zeebe.protocol.record.value.VariableDocumentUpdateSemantic;
import java.util.List;
import java.util.Map;

/** What clients ask about process instances, their variables and incidents. */
final class ProcessInstanceCommands {

    private ProcessInstanceCommands() {}

    static EngineCommand create(ProcessInstanceCreationRecord creation) {
        return EngineCommand.create(ProcessInstanceCreationIntent.CREATE, creation);
    }

    /** Creates an instance and answers when it has completed, with the variables named, or all if none is. */
    static EngineCommand createWithResult(ProcessInstanceCreationRecord creation, List<String> variables) {
        return EngineCommand.create(
                ProcessInstanceCreationIntent.CREATE_WITH_AWAITING_RESULT, creation.setFetchVariables(variables));
    }

    static EngineCommand cancel(long processInstanceKey) {
        return new EngineCommand(
                ProcessInstanceIntent.CANCEL,
                processInstanceKey,
                new ProcessInstanceRecord().setProcessInstanceKey(processInstanceKey));
    }

    static EngineCommand modify(ProcessInstanceModificationRecord modification) {
        return new EngineCommand(
                ProcessInstanceModificationIntent.MODIFY, modification.getProcessInstanceKey(), modification);
    }

    /** Moves an instance to another process definition; {@code elements} maps ids of the source to the target's. */
    static EngineCommand migrate(
            long processInstanceKey, long targetProcessDefinitionKey, Map<String, String> elements) {
        ProcessInstanceMigrationRecord migration = new ProcessInstanceMigrationRecord()
                .setProcessInstanceKey(processInstanceKey)
                .setTargetProcessDefinitionKey(targetProcessDefinitionKey);
        elements.forEach(
                (source, target) -> migration.addMappingInstruction(new ProcessInstanceMigrationMappingInstruction()
                        .setSourceElementId(source)
                        .setTargetElementId(target)));
        return new EngineCommand(ProcessInstanceMigrationIntent.MIGRATE, processInstanceKey, migration);
    }

    /** Sets variables in a scope; not {@code local}: in the nearest scope that has them already. */
    static EngineCommand setVariables(long scopeKey, String variables, boolean local) {
        VariableDocumentRecord document = new VariableDocumentRecord()
                .setScopeKey(scopeKey)
                .setVariables(Variables.encode(variables))
                .setUpdateSemantics(
                        local ? VariableDocumentUpdateSemantic.LOCAL : VariableDocumentUpdateSemantic.PROPAGATE);
        return EngineCommand.create(VariableDocumentIntent.UPDATE, document);
    }

    static EngineCommand resolveIncident(long incidentKey) {
        return new EngineCommand(IncidentIntent.RESOLVE, incidentKey, new IncidentRecord());
    }
}
