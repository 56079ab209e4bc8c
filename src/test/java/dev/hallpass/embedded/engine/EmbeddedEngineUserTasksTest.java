package dev.hallpass.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ProblemException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.CompleteUserTaskResponse;
import io.camunda.client.api.response.UserTaskProperties;
import io.camunda.client.api.search.enums.JobKind;
import io.camunda.client.api.search.enums.ListenerEventType;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListenerEventType;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedEngineUserTasksTest {

    private static final String DUE = "2031-05-01T10:00:00Z";

    @RegisterExtension
    final RunningEngine engine = new RunningEngine();

    @BeforeEach
    void deploy() {
        engine.deploy(decideThenRecord());
    }

    @Test
    void theListenerOfAWaitingTaskIsToldTheTasksFacts() {
        // when
        engine.create("decide");
        ActivatedJob listener = engine.activateOne("waiting");
        // then
        assertThat(listener.getKind()).isEqualTo(JobKind.TASK_LISTENER);
        assertThat(listener.getListenerEventType()).isEqualTo(ListenerEventType.CREATING);
        UserTaskProperties task = listener.getUserTask();
        assertThat(task.getUserTaskKey()).isPositive();
        assertThat(task.getCandidateUsers()).containsExactly("ada", "ken");
        assertThat(task.getCandidateGroups()).containsExactly("owners");
        assertThat(task.getDueDate()).isEqualTo(OffsetDateTime.parse(DUE));
        assertThat(task.getPriority()).isEqualTo(80);
    }

    @Test
    void aCompletedTaskLetsTheProcessGoOnWithItsVariables() {
        // given
        long task = waitingTask();
        CamundaFuture<CompleteUserTaskResponse> completion = complete(task);
        ActivatedJob check = engine.activateOne("check");
        assertThat(check.getListenerEventType()).isEqualTo(ListenerEventType.COMPLETING);
        assertThat(check.getUserTask().getAction()).isEqualTo("approve");
        assertThat(check.getVariablesAsMap()).containsEntry("decision", "APPROVE");
        // when
        engine.client().newCompleteCommand(check).send().join();
        // then
        assertThat(completion.join()).isNotNull();
        assertThat(engine.activateOne("record").getVariablesAsMap()).containsEntry("decision", "APPROVE");
    }

    @Test
    void aCompletionIsAnsweredOnlyWhenItsListenerHasRun() {
        // given
        long task = waitingTask();
        CamundaFuture<CompleteUserTaskResponse> completion = complete(task);
        // when
        ActivatedJob check = engine.activateOne("check");
        // then
        assertThat(completion.isDone()).isFalse();
        engine.client().newCompleteCommand(check).send().join();
        assertThat(completion.join()).isNotNull();
    }

    @Test
    void aDeniedCompletionIsAConflictWithItsReasonAndTheTaskWaitsOn() {
        // given
        long task = waitingTask();
        CamundaFuture<CompleteUserTaskResponse> denied = complete(task);
        // when
        engine.client()
                .newCompleteCommand(engine.activateOne("check"))
                .withResult(result -> result.forUserTask().deny(true, "not an approver"))
                .send()
                .join();
        // then
        assertThatThrownBy(denied::join)
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(409);
                    assertThat(problem.details().getTitle()).isEqualTo("INVALID_STATE");
                    assertThat(problem.details().getDetail()).contains("not an approver");
                });
        CamundaFuture<CompleteUserTaskResponse> second = complete(task);
        engine.client().newCompleteCommand(engine.activateOne("check")).send().join();
        assertThat(second.join()).isNotNull();
    }

    @Test
    void aListenerMayCorrectTheTask() {
        // given
        engine.create("decide");
        ActivatedJob creating = engine.activateOne("waiting");
        // when
        engine.client()
                .newCompleteCommand(creating)
                .withResult(result -> result.forUserTask()
                        .correctCandidateUsers(List.of("grace"))
                        .correctCandidateGroups(List.of())
                        .correctPriority(10)
                        .correctDueDate("2032-01-01T00:00:00Z")
                        .correctAssignee("grace"))
                .send()
                .join();
        CamundaFuture<CompleteUserTaskResponse> completion =
                complete(creating.getUserTask().getUserTaskKey());
        // then
        UserTaskProperties corrected = factsAtCompletion(completion);
        assertThat(corrected.getCandidateUsers()).containsExactly("grace");
        assertThat(corrected.getCandidateGroups()).isEmpty();
        assertThat(corrected.getPriority()).isEqualTo(10);
        assertThat(corrected.getDueDate()).isEqualTo(OffsetDateTime.parse("2032-01-01T00:00:00Z"));
        assertThat(corrected.getAssignee()).isEqualTo("grace");
    }

    @Test
    void aTaskIsAssignedUnassignedAndClaimedOnce() {
        // given
        long task = waitingTask();
        // when
        engine.client().newAssignUserTaskCommand(task).assignee("ada").send().join();
        // then
        assertThatThrownBy(() -> engine.client()
                        .newAssignUserTaskCommand(task)
                        .assignee("ken")
                        .allowOverride(false)
                        .send()
                        .join())
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::code)
                .isEqualTo(409);
        engine.client().newUnassignUserTaskCommand(task).send().join();
        engine.client()
                .newAssignUserTaskCommand(task)
                .assignee("ken")
                .allowOverride(false)
                .send()
                .join();
        CamundaFuture<CompleteUserTaskResponse> completion = complete(task);
        assertThat(factsAtCompletion(completion).getAssignee()).isEqualTo("ken");
    }

    @Test
    void anUpdateChangesWhatItNamesAndNothingElse() {
        // given
        long task = waitingTask();
        // when
        engine.client()
                .newUpdateUserTaskCommand(task)
                .candidateUsers("linus")
                .priority(99)
                .send()
                .join();
        CamundaFuture<CompleteUserTaskResponse> completion = complete(task);
        // then
        UserTaskProperties updated = factsAtCompletion(completion);
        assertThat(updated.getCandidateUsers()).containsExactly("linus");
        assertThat(updated.getPriority()).isEqualTo(99);
        assertThat(updated.getCandidateGroups()).containsExactly("owners");
        assertThat(updated.getDueDate()).isEqualTo(OffsetDateTime.parse(DUE));
    }

    @Test
    void anUnknownTaskIsNotFound() {
        assertThatThrownBy(() -> complete(4711).join())
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(404);
                    assertThat(problem.details().getTitle()).isEqualTo("NOT_FOUND");
                    assertThat(problem.details().getDetail()).contains("4711");
                });
    }

    /** What the completing listener is told; it then agrees. */
    private UserTaskProperties factsAtCompletion(CamundaFuture<CompleteUserTaskResponse> completion) {
        ActivatedJob check = engine.activateOne("check");
        engine.client().newCompleteCommand(check).send().join();
        assertThat(completion.join()).isNotNull();
        return check.getUserTask();
    }

    private long waitingTask() {
        engine.create("decide");
        ActivatedJob creating = engine.activateOne("waiting");
        engine.client().newCompleteCommand(creating).send().join();
        return creating.getUserTask().getUserTaskKey();
    }

    private CamundaFuture<CompleteUserTaskResponse> complete(long task) {
        return engine.client()
                .newCompleteUserTaskCommand(task)
                .action("approve")
                .variables(Map.of("decision", "APPROVE"))
                .requestTimeout(Duration.ofSeconds(10))
                .send();
    }

    private static BpmnModelInstance decideThenRecord() {
        return Bpmn.createExecutableProcess("decide")
                .startEvent()
                .userTask("decision")
                .zeebeUserTask()
                .zeebeCandidateUsers("ada,ken")
                .zeebeCandidateGroups("owners")
                .zeebeDueDate(DUE)
                .zeebeTaskPriority("80")
                .zeebeTaskListener(listener ->
                        listener.eventType(ZeebeTaskListenerEventType.creating).type("waiting"))
                .zeebeTaskListener(listener -> listener.eventType(ZeebeTaskListenerEventType.completing)
                        .type("check"))
                .serviceTask("recording", task -> task.zeebeJobType("record"))
                .endEvent()
                .done();
    }
}
