package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.Protocol;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.record.value.JobKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a task listener's job tells of its user task; the engine carries it in reserved headers of the job. */
record UserTaskFacts(Map<String, String> headers) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The facts, for the job of a task listener. */
    static Optional<UserTaskFacts> of(JobRecord job) {
        if (job.getJobKind() != JobKind.TASK_LISTENER) {
            return Optional.empty();
        }
        Map<String, String> headers = job.getCustomHeaders();
        return headers.isEmpty() ? Optional.empty() : Optional.of(new UserTaskFacts(headers));
    }

    @Nullable
    String action() {
        return headers.get(Protocol.USER_TASK_ACTION_HEADER_NAME);
    }

    @Nullable
    String assignee() {
        return headers.get(Protocol.USER_TASK_ASSIGNEE_HEADER_NAME);
    }

    List<String> candidateGroups() {
        return list(Protocol.USER_TASK_CANDIDATE_GROUPS_HEADER_NAME);
    }

    List<String> candidateUsers() {
        return list(Protocol.USER_TASK_CANDIDATE_USERS_HEADER_NAME);
    }

    List<String> changedAttributes() {
        return list(Protocol.USER_TASK_CHANGED_ATTRIBUTES_HEADER_NAME);
    }

    @Nullable
    String dueDate() {
        return headers.get(Protocol.USER_TASK_DUE_DATE_HEADER_NAME);
    }

    @Nullable
    String followUpDate() {
        return headers.get(Protocol.USER_TASK_FOLLOW_UP_DATE_HEADER_NAME);
    }

    @Nullable
    Long formKey() {
        return number(Protocol.USER_TASK_FORM_KEY_HEADER_NAME);
    }

    @Nullable
    Integer priority() {
        Long priority = number(Protocol.USER_TASK_PRIORITY_HEADER_NAME);
        return priority == null ? null : Math.toIntExact(priority);
    }

    @Nullable
    Long userTaskKey() {
        return number(Protocol.USER_TASK_KEY_HEADER_NAME);
    }

    private List<String> list(String header) {
        String value = headers.get(header);
        return value == null || value.isEmpty() ? List.of() : JSON.readValue(value, new TypeReference<>() {});
    }

    private @Nullable Long number(String header) {
        String value = headers.get(header);
        return value == null || value.isEmpty() ? null : Long.valueOf(value);
    }
}
