package dev.hallpass.embedded.engine;

import io.camunda.zeebe.gateway.protocol.GatewayOuterClass;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.UserTaskProperties;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Jobs and job results as gRPC messages. */
final class GrpcJobs {

    private static final String AD_HOC_SUB_PROCESS = "adHocSubProcess";

    private GrpcJobs() {}

    static ActivateJobsResponse message(JobBatchRecord batch) {
        ActivateJobsResponse.Builder response = ActivateJobsResponse.newBuilder();
        Iterator<LongValue> keys = batch.jobKeys().iterator();
        Iterator<JobRecord> jobs = batch.jobs().iterator();
        while (keys.hasNext() && jobs.hasNext()) {
            response.addJobs(message(keys.next().getValue(), jobs.next()));
        }
        return response.build();
    }

    static ActivatedJob message(long key, JobRecord job) {
        ActivatedJob.Builder message = ActivatedJob.newBuilder()
                .setKey(key)
                .setType(job.getType())
                .setProcessInstanceKey(job.getProcessInstanceKey())
                .setBpmnProcessId(job.getBpmnProcessId())
                .setProcessDefinitionVersion(job.getProcessDefinitionVersion())
                .setProcessDefinitionKey(job.getProcessDefinitionKey())
                .setElementId(job.getElementId())
                .setElementInstanceKey(job.getElementInstanceKey())
                .setCustomHeaders(Variables.decode(job.getCustomHeadersBuffer()))
                .setWorker(job.getWorker())
                .setRetries(job.getRetries())
                .setDeadline(job.getDeadline())
                .setVariables(Variables.decode(job.getVariablesBuffer()))
                .setTenantId(job.getTenantId())
                .setKind(ActivatedJob.JobKind.valueOf(job.getJobKind().name()))
                .setListenerEventType(ActivatedJob.ListenerEventType.valueOf(
                        job.getJobListenerEventType().name()))
                .addAllTags(job.getTags());
        UserTaskFacts.of(job).ifPresent(facts -> message.setUserTask(userTask(facts)));
        return message.build();
    }

    private static UserTaskProperties userTask(UserTaskFacts facts) {
        UserTaskProperties.Builder message = UserTaskProperties.newBuilder()
                .addAllCandidateGroups(facts.candidateGroups())
                .addAllCandidateUsers(facts.candidateUsers())
                .addAllChangedAttributes(facts.changedAttributes());
        setIfPresent(facts.action(), message::setAction);
        setIfPresent(facts.assignee(), message::setAssignee);
        setIfPresent(facts.dueDate(), message::setDueDate);
        setIfPresent(facts.followUpDate(), message::setFollowUpDate);
        setIfPresent(facts.formKey(), message::setFormKey);
        setIfPresent(facts.priority(), message::setPriority);
        setIfPresent(facts.userTaskKey(), message::setUserTaskKey);
        return message.build();
    }

    private static <T> void setIfPresent(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    static JobResult result(GatewayOuterClass.JobResult message) {
        JobResult result = new JobResult()
                .setDenied(message.getDenied())
                .setDeniedReason(message.getDeniedReason())
                .setCompletionConditionFulfilled(message.getIsCompletionConditionFulfilled())
                .setCancelRemainingInstances(message.getIsCancelRemainingInstances())
                .setType(
                        AD_HOC_SUB_PROCESS.equals(message.getType())
                                ? JobResultType.AD_HOC_SUB_PROCESS
                                : JobResultType.USER_TASK);
        message.getActivateElementsList()
                .forEach(element -> result.addActivateElement(new JobResultActivateElement()
                        .setElementId(element.getElementId())
                        .setVariables(Variables.encode(element.getVariables()))));
        if (message.hasCorrections()) {
            addCorrections(message.getCorrections(), result);
        }
        return result;
    }

    private static void addCorrections(GatewayOuterClass.JobResultCorrections message, JobResult result) {
        JobResultCorrections corrections = new JobResultCorrections();
        List<String> corrected = new ArrayList<>();
        if (message.hasAssignee()) {
            corrections.setAssignee(message.getAssignee());
            corrected.add(UserTaskRecord.ASSIGNEE);
        }
        if (message.hasDueDate()) {
            corrections.setDueDate(message.getDueDate());
            corrected.add(UserTaskRecord.DUE_DATE);
        }
        if (message.hasFollowUpDate()) {
            corrections.setFollowUpDate(message.getFollowUpDate());
            corrected.add(UserTaskRecord.FOLLOW_UP_DATE);
        }
        if (message.hasCandidateUsers()) {
            corrections.setCandidateUsersList(message.getCandidateUsers().getValuesList());
            corrected.add(UserTaskRecord.CANDIDATE_USERS);
        }
        if (message.hasCandidateGroups()) {
            corrections.setCandidateGroupsList(message.getCandidateGroups().getValuesList());
            corrected.add(UserTaskRecord.CANDIDATE_GROUPS);
        }
        if (message.hasPriority()) {
            corrections.setPriority(message.getPriority());
            corrected.add(UserTaskRecord.PRIORITY);
        }
        result.setCorrections(corrections).setCorrectedAttributes(corrected);
    }
}
