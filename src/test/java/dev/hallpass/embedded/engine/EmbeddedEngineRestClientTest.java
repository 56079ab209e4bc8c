package dev.hallpass.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.MigrationPlan;
import io.camunda.client.api.command.ProblemException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import io.camunda.client.api.response.ProcessInstanceEvent;
import io.camunda.client.api.response.ProcessInstanceResult;
import io.camunda.client.api.search.enums.JobKind;
import io.camunda.client.api.search.enums.ListenerEventType;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListenerEventType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands that the client sends over gRPC elsewhere, sent over REST, which is the client's default. */
class EmbeddedEngineRestClientTest {

    @RegisterExtension
    final RunningEngine engine = new RunningEngine();

    private CamundaClient client;

    @BeforeEach
    void openClient() {
        client = engine.newRestClient();
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    @Test
    void processDecisionAndFormGoInOneDeployment() {
        DeploymentEvent deployment = client.newDeployResourceCommand()
                .addProcessModel(twoSteps("first"), "steps.bpmn")
                .addResourceStringUtf8(Resources.decision("owner"), "route.dmn")
                .addResourceStringUtf8(Resources.form("Entscheiden über Zugriff"), "decide.form")
                .send()
                .join();
        assertThat(deployment.getProcesses())
                .singleElement()
                .satisfies(process -> assertThat(process.getResourceName()).isEqualTo("steps.bpmn"));
        assertThat(deployment.getDecisions()).hasSize(1);
        assertThat(deployment.getDecisionRequirements()).hasSize(1);
        assertThat(deployment.getForm()).hasSize(1);
        EvaluateDecisionResponse evaluation = client.newEvaluateDecisionCommand()
                .decisionId("route")
                .variables(Map.of("role", "write"))
                .send()
                .join();
        assertThat(evaluation.getDecisionOutput()).isEqualTo("\"owner\"");
        assertThat(evaluation.getEvaluatedDecisions().getFirst().getMatchedRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getRuleId()).isEqualTo("write-rule"));
        client.newDeleteResourceCommand(deployment.getProcesses().getFirst().getProcessDefinitionKey())
                .send()
                .join();
    }

    @Test
    void anInstanceRunsToItsEnd() {
        // given
        engine.deploy(twoSteps("first"));
        CamundaFuture<ProcessInstanceResult> result = client.newCreateInstanceCommand()
                .bpmnProcessId("steps")
                .latestVersion()
                .variables(Map.of("requestId", "r-1"))
                .withResult()
                .fetchVariables("answer")
                .requestTimeout(RunningEngine.PATIENCE)
                .send();
        // when
        client.newCompleteCommand(activate("first")).send().join();
        client.newCompleteCommand(activate("second"))
                .variable("answer", 42)
                .send()
                .join();
        // then
        assertThat(result.join().getVariablesAsMap()).isEqualTo(Map.of("answer", 42));
    }

    @Test
    void aListenersJobTellsItsTask() {
        // given
        engine.deploy(Bpmn.createExecutableProcess("decide")
                .startEvent()
                .userTask(
                        "deciding",
                        task -> task.zeebeUserTask()
                                .zeebeCandidateUsers("ada,ken")
                                .zeebeTaskListener(listener -> listener.eventType(ZeebeTaskListenerEventType.creating)
                                        .type("waiting")))
                .endEvent()
                .done());
        // when
        engine.create("decide");
        ActivatedJob job = activate("waiting");
        // then
        assertThat(job.getKind()).isEqualTo(JobKind.TASK_LISTENER);
        assertThat(job.getListenerEventType()).isEqualTo(ListenerEventType.CREATING);
        assertThat(job.getUserTask().getCandidateUsers()).containsExactly("ada", "ken");
        client.newCompleteCommand(job)
                .withResult(result -> result.forUserTask().correctPriority(3))
                .send()
                .join();
        client.newCompleteUserTaskCommand(job.getUserTask().getUserTaskKey())
                .send()
                .join();
    }

    @Test
    void aFailedJobAndItsIncident() {
        // given
        engine.deploy(twoSteps("first"));
        engine.create("steps");
        ActivatedJob job = activate("first");
        long incident;
        try (EngineEvents events = new EngineEvents(engine.engine())) {
            client.newFailCommand(job).retries(0).errorMessage("no").send().join();
            incident = events.next(IncidentIntent.CREATED);
        }
        // when
        client.newUpdateRetriesCommand(job).retries(2).send().join();
        client.newResolveIncidentCommand(incident).send().join();
        // then
        ActivatedJob again = activate("first");
        assertThat(again.getRetries()).isEqualTo(2);
        client.newUpdateTimeoutCommand(again)
                .timeout(Duration.ofMinutes(1))
                .send()
                .join();
        client.newThrowErrorCommand(again)
                .errorCode("nobody-catches-this")
                .send()
                .join();
    }

    @Test
    void anInstanceIsChangedFromOutside() {
        // given
        engine.deploy(twoSteps("first"));
        ProcessInstanceEvent instance = client.newCreateInstanceCommand()
                .bpmnProcessId("steps")
                .latestVersion()
                .startBeforeElement("first")
                .send()
                .join();
        long key = instance.getProcessInstanceKey();
        long target = engine.deploy(twoSteps("first-renamed"));
        // when
        client.newSetVariablesCommand(key).variables(Map.of("added", 1)).send().join();
        client.newMigrateProcessInstanceCommand(key)
                .migrationPlan(MigrationPlan.newBuilder()
                        .withTargetProcessDefinitionKey(target)
                        .addMappingInstruction("first", "first-renamed")
                        .build())
                .send()
                .join();
        ActivatedJob job = activate("first");
        client.newModifyProcessInstanceCommand(key)
                .activateElement("second")
                .withVariables(Map.of("moved", true))
                .and()
                .terminateElement(job.getElementInstanceKey())
                .send()
                .join();
        // then
        assertThat(activate("second").getVariablesAsMap())
                .containsEntry("added", 1)
                .containsEntry("moved", true);
        client.newCancelInstanceCommand(key).send().join();
        assertThatThrownBy(() -> client.newCancelInstanceCommand(key).send().join())
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::code)
                .isEqualTo(404);
    }

    @Test
    void aMessageOfTheSameIdIsAConflict() {
        client.newPublishMessageCommand()
                .messageName("m")
                .correlationKey("k")
                .messageId("id")
                .timeToLive(Duration.ofMinutes(1))
                .send()
                .join();
        assertThatThrownBy(() -> client.newPublishMessageCommand()
                        .messageName("m")
                        .correlationKey("k")
                        .messageId("id")
                        .timeToLive(Duration.ofMinutes(1))
                        .send()
                        .join())
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(409);
                    assertThat(problem.details().getTitle()).isEqualTo("ALREADY_EXISTS");
                });
    }

    private ActivatedJob activate(String jobType) {
        return client.newActivateJobsCommand()
                .jobType(jobType)
                .maxJobsToActivate(1)
                .timeout(Duration.ofMinutes(5))
                .requestTimeout(RunningEngine.PATIENCE)
                .send()
                .join()
                .getJobs()
                .getFirst();
    }

    private static BpmnModelInstance twoSteps(String first) {
        return Bpmn.createExecutableProcess("steps")
                .startEvent()
                .serviceTask(first, task -> task.zeebeJobType("first"))
                .serviceTask("second", task -> task.zeebeJobType("second"))
                .endEvent()
                .done();
    }
}
