package dev.hallpass.embedded.engine;

import io.camunda.zeebe.msgpack.value.LongValue;
import io.camunda.zeebe.protocol.impl.record.value.job.JobBatchRecord;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.impl.record.value.job.JobResult;
import io.camunda.zeebe.protocol.impl.record.value.job.JobResultActivateElement;
import io.camunda.zeebe.protocol.impl.record.value.job.JobResultCorrections;
import io.camunda.zeebe.protocol.impl.record.value.usertask.UserTaskRecord;
import io.camunda.zeebe.protocol.record.value.JobResultType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Jobs and job results as JSON. The protocol's document is newer than the engine: fields of things that the engine does
 * not know have the value that says so.
 */
final class RestJobs {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String AD_HOC_SUB_PROCESS = "adHocSubProcess";

    private RestJobs() {}

    static ObjectNode json(JobBatchRecord batch) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode jobs = answer.putArray("jobs");
        Iterator<LongValue> keys = batch.jobKeys().iterator();
        Iterator<JobRecord> records = batch.jobs().iterator();
        while (keys.hasNext() && records.hasNext()) {
            jobs.add(json(keys.next().getValue(), records.next()));
        }
        return answer;
    }

    private static ObjectNode json(long key, JobRecord job) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("jobKey", Long.toString(key))
                .put("type", job.getType())
                .put("processInstanceKey", Long.toString(job.getProcessInstanceKey()))
                .put("processDefinitionId", job.getBpmnProcessId())
                .put("processDefinitionVersion", job.getProcessDefinitionVersion())
                .put("processDefinitionKey", Long.toString(job.getProcessDefinitionKey()))
                .put("elementId", job.getElementId())
                .put("elementInstanceKey", Long.toString(job.getElementInstanceKey()))
                .put("worker", job.getWorker())
                .put("retries", job.getRetries())
                .put("deadline", job.getDeadline())
                .put("tenantId", job.getTenantId())
                .put("kind", job.getJobKind().name())
                .putNull("businessId")
                .putNull("rootProcessInstanceKey")
                .putNull("leaseToken")
                .put("physicalTenantId", "default")
                .put("priority", 0)
                .put("listenerEventType", job.getJobListenerEventType().name());
        json.set("customHeaders", JSON.readTree(Variables.decode(job.getCustomHeadersBuffer())));
        json.set("variables", JSON.readTree(Variables.decode(job.getVariablesBuffer())));
        ArrayNode tags = json.putArray("tags");
        job.getTags().forEach(tags::add);
        UserTaskFacts.of(job)
                .ifPresentOrElse(facts -> json.set("userTask", json(facts)), () -> json.putNull("userTask"));
        return json;
    }

    private static ObjectNode json(UserTaskFacts facts) {
        Long formKey = facts.formKey();
        Long userTaskKey = facts.userTaskKey();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("action", facts.action() == null ? "" : facts.action())
                .put("assignee", facts.assignee())
                .put("dueDate", facts.dueDate())
                .put("followUpDate", facts.followUpDate())
                .put("formKey", formKey == null ? null : formKey.toString())
                .put("priority", facts.priority())
                .put("userTaskKey", userTaskKey == null ? null : userTaskKey.toString());
        addTexts(json, "candidateGroups", facts.candidateGroups());
        addTexts(json, "candidateUsers", facts.candidateUsers());
        addTexts(json, "changedAttributes", facts.changedAttributes());
        return json;
    }

    private static void addTexts(ObjectNode json, String field, List<String> texts) {
        ArrayNode array = json.putArray(field);
        texts.forEach(array::add);
    }

    static JobResult result(RestBody body) {
        JobResult result = new JobResult()
                .setDenied(body.flag("denied", false))
                .setDeniedReason(body.text("deniedReason", ""))
                .setCompletionConditionFulfilled(body.flag("isCompletionConditionFulfilled", false))
                .setCancelRemainingInstances(body.flag("isCancelRemainingInstances", false))
                .setType(
                        AD_HOC_SUB_PROCESS.equals(body.text("type", ""))
                                ? JobResultType.AD_HOC_SUB_PROCESS
                                : JobResultType.USER_TASK);
        body.forEach(
                "activateElements",
                element -> result.addActivateElement(new JobResultActivateElement()
                        .setElementId(element.requiredText("elementId"))
                        .setVariables(Variables.encode(element.variables("variables")))));
        if (body.has("corrections")) {
            addCorrections(body.object("corrections"), result);
        }
        return result;
    }

    private static void addCorrections(RestBody body, JobResult result) {
        JobResultCorrections corrections = new JobResultCorrections();
        List<String> corrected = new ArrayList<>();
        if (body.has("assignee")) {
            corrections.setAssignee(body.text("assignee", ""));
            corrected.add(UserTaskRecord.ASSIGNEE);
        }
        if (body.has("dueDate")) {
            corrections.setDueDate(body.text("dueDate", ""));
            corrected.add(UserTaskRecord.DUE_DATE);
        }
        if (body.has("followUpDate")) {
            corrections.setFollowUpDate(body.text("followUpDate", ""));
            corrected.add(UserTaskRecord.FOLLOW_UP_DATE);
        }
        if (body.has("candidateUsers")) {
            corrections.setCandidateUsersList(body.texts("candidateUsers"));
            corrected.add(UserTaskRecord.CANDIDATE_USERS);
        }
        if (body.has("candidateGroups")) {
            corrections.setCandidateGroupsList(body.texts("candidateGroups"));
            corrected.add(UserTaskRecord.CANDIDATE_GROUPS);
        }
        if (body.has("priority")) {
            corrections.setPriority(body.integer("priority", 0));
            corrected.add(UserTaskRecord.PRIORITY);
        }
        result.setCorrections(corrections).setCorrectedAttributes(corrected);
    }
}
