package dev.hallpass.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.MigrationPlan;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.ProcessInstanceEvent;
import io.camunda.client.api.response.ProcessInstanceResult;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedEngineInstancesTest {

    private static final Duration BRIEFLY = Duration.ofMillis(300);

    @RegisterExtension
    final RunningEngine engine = new RunningEngine();

    @BeforeEach
    void deploy() {
        engine.deploy(twoSteps("steps", "first", "second"));
    }

    @Test
    void anInstanceTellsItsKeys() {
        ProcessInstanceEvent instance = engine.create("steps");
        assertThat(instance.getBpmnProcessId()).isEqualTo("steps");
        assertThat(instance.getVersion()).isEqualTo(1);
        assertThat(instance.getProcessDefinitionKey()).isPositive();
        assertThat(instance.getProcessInstanceKey()).isPositive();
        assertThat(instance.getTenantId()).isEqualTo("<default>");
    }

    @Test
    void anInstanceMayBeginInTheMiddle() {
        // when
        engine.client()
                .newCreateInstanceCommand()
                .bpmnProcessId("steps")
                .latestVersion()
                .startBeforeElement("second")
                .send()
                .join();
        // then
        assertThat(engine.activateOne("second").getElementId()).isEqualTo("second");
        assertThat(engine.activate("first", BRIEFLY)).isEmpty();
    }

    @Test
    void aResultIsAnsweredWhenTheInstanceHasCompleted() {
        // given
        CamundaFuture<ProcessInstanceResult> result = engine.client()
                .newCreateInstanceCommand()
                .bpmnProcessId("steps")
                .latestVersion()
                .variables(Map.of("requestId", "r-1", "other", true))
                .withResult()
                .fetchVariables("requestId", "answer")
                .requestTimeout(RunningEngine.PATIENCE)
                .send();
        engine.client().newCompleteCommand(engine.activateOne("first")).send().join();
        // when
        engine.client()
                .newCompleteCommand(engine.activateOne("second"))
                .variable("answer", 42)
                .send()
                .join();
        // then
        assertThat(result.join().getVariablesAsMap()).isEqualTo(Map.of("requestId", "r-1", "answer", 42));
    }

    @Test
    void aProcessThatIsNotDeployedIsNotFound() {
        assertStatus(() -> engine.create("unknown"), Status.Code.NOT_FOUND);
    }

    @Test
    void variablesThatAreNoObjectAreInvalid() {
        assertStatus(
                () -> engine.client()
                        .newCreateInstanceCommand()
                        .bpmnProcessId("steps")
                        .latestVersion()
                        .variables("[1]")
                        .send()
                        .join(),
                Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void aCancelledInstanceOffersNoJobs() {
        // given
        long instance = engine.create("steps").getProcessInstanceKey();
        ActivatedJob job = engine.activateOne("first");
        // when
        engine.client().newCancelInstanceCommand(instance).send().join();
        // then
        assertStatus(() -> engine.client().newCompleteCommand(job).send().join(), Status.Code.NOT_FOUND);
        assertStatus(
                () -> engine.client().newCancelInstanceCommand(instance).send().join(), Status.Code.NOT_FOUND);
    }

    @Test
    void variablesSetFromOutsideReachTheNextJob() {
        // given
        long instance = engine.create("steps").getProcessInstanceKey();
        // when
        engine.client()
                .newSetVariablesCommand(instance)
                .variables(Map.of("added", "late"))
                .local(true)
                .send()
                .join();
        // then
        assertThat(engine.activateOne("first").getVariablesAsMap()).containsEntry("added", "late");
    }

    @Test
    void aJobOutOfRetriesComesBackWhenItsIncidentIsResolved() {
        // given
        engine.create("steps");
        ActivatedJob job = engine.activateOne("first");
        long incident;
        try (EngineEvents events = new EngineEvents(engine.engine())) {
            engine.client()
                    .newFailCommand(job)
                    .retries(0)
                    .errorMessage("out of luck")
                    .send()
                    .join();
            incident = events.next(IncidentIntent.CREATED);
        }
        assertThat(engine.activate("first", BRIEFLY)).isEmpty();
        // when
        engine.client().newUpdateRetriesCommand(job).retries(1).send().join();
        engine.client().newResolveIncidentCommand(incident).send().join();
        // then
        assertThat(engine.activateOne("first").getKey()).isEqualTo(job.getKey());
        assertStatus(
                () -> engine.client().newResolveIncidentCommand(incident).send().join(), Status.Code.NOT_FOUND);
    }

    @Test
    void aModificationMovesAnInstanceToAnotherElement() {
        // given
        engine.create("steps");
        ActivatedJob first = engine.activateOne("first");
        // when
        engine.client()
                .newModifyProcessInstanceCommand(first.getProcessInstanceKey())
                .activateElement("second")
                .withVariables(Map.of("moved", true))
                .and()
                .terminateElement(first.getElementInstanceKey())
                .send()
                .join();
        // then
        assertThat(engine.activateOne("second").getVariablesAsMap()).containsEntry("moved", true);
        assertStatus(() -> engine.client().newCompleteCommand(first).send().join(), Status.Code.NOT_FOUND);
    }

    @Test
    void aMigrationMovesAnInstanceToAnotherVersion() {
        // given
        engine.create("steps");
        ActivatedJob before = engine.activateOne("first");
        long target = engine.deploy(twoSteps("steps", "first-renamed", "second-renamed"));
        // when
        engine.client()
                .newMigrateProcessInstanceCommand(before.getProcessInstanceKey())
                .migrationPlan(MigrationPlan.newBuilder()
                        .withTargetProcessDefinitionKey(target)
                        .addMappingInstruction("first", "first-renamed")
                        .build())
                .send()
                .join();
        engine.client().newCompleteCommand(before).send().join();
        // then
        ActivatedJob after = engine.activateOne("second-renamed");
        assertThat(after.getProcessInstanceKey()).isEqualTo(before.getProcessInstanceKey());
        assertThat(after.getProcessDefinitionKey()).isEqualTo(target);
    }

    @Test
    void aMigrationThatLeavesAnActiveElementOutIsRefused() {
        // given
        long instance = engine.create("steps").getProcessInstanceKey();
        long target = engine.deploy(twoSteps("steps", "other", "another"));
        // then
        assertStatus(
                () -> engine.client()
                        .newMigrateProcessInstanceCommand(instance)
                        .migrationPlan(target)
                        .addMappingInstruction("second", "another")
                        .send()
                        .join(),
                Status.Code.FAILED_PRECONDITION);
    }

    private static void assertStatus(Runnable command, Status.Code expected) {
        assertThatThrownBy(command::run)
                .asInstanceOf(type(ClientStatusException.class))
                .extracting(ClientStatusException::getStatusCode)
                .isEqualTo(expected);
    }

    private static BpmnModelInstance twoSteps(String processId, String first, String second) {
        return Bpmn.createExecutableProcess(processId)
                .startEvent()
                .serviceTask(first, task -> task.zeebeJobType(first))
                .serviceTask(second, task -> task.zeebeJobType(second))
                .endEvent()
                .done();
    }
}
