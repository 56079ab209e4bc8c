package dev.hallpass.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeBindingType;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListenerEventType;
import io.grpc.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedEngineDeploymentTest {

    /** Made once, because the builder gives each model it makes other ids. */
    private static final BpmnModelInstance REQUEST = request();

    @RegisterExtension
    final RunningEngine engine = new RunningEngine();

    @Test
    void processDecisionAndFormGoInOneDeployment() {
        DeploymentEvent deployment = deployPolicy("owner");
        assertThat(deployment.getKey()).isPositive();
        assertThat(deployment.getProcesses()).singleElement().satisfies(process -> {
            assertThat(process.getBpmnProcessId()).isEqualTo("request");
            assertThat(process.getVersion()).isEqualTo(1);
            assertThat(process.getResourceName()).isEqualTo("request.bpmn");
        });
        assertThat(deployment.getDecisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.getDmnDecisionId()).isEqualTo("route"));
        assertThat(deployment.getDecisionRequirements()).hasSize(1);
        assertThat(deployment.getForm())
                .singleElement()
                .satisfies(form -> assertThat(form.getFormId()).isEqualTo("decide"));
    }

    @Test
    void aRunningInstanceKeepsTheDecisionOfItsDeployment() {
        // given
        deployPolicy("owner");
        long before = engine.create("request").getProcessInstanceKey();
        // when
        deployPolicy("security");
        long after = engine.create("request").getProcessInstanceKey();
        engine.client().newCompleteCommand(jobOf(before, "prepare")).send().join();
        engine.client().newCompleteCommand(jobOf(after, "prepare")).send().join();
        // then
        assertThat(engine.activateOne("opened").getVariablesAsMap()).containsEntry("approver", "owner");
        assertThat(engine.activateOne("opened").getVariablesAsMap()).containsEntry("approver", "security");
    }

    @Test
    void aTaskKnowsTheFormOfItsDeployment() {
        // given
        DeploymentEvent deployment = deployPolicy("owner");
        long instance = engine.create("request").getProcessInstanceKey();
        // when
        engine.client().newCompleteCommand(jobOf(instance, "prepare")).send().join();
        // then
        assertThat(engine.activateOne("opened").getUserTask().getFormKey())
                .isEqualTo(deployment.getForm().getFirst().getFormKey());
    }

    @Test
    void aDecisionIsEvaluatedWithTheRuleThatMatched() {
        // given
        deployPolicy("owner");
        // when
        EvaluateDecisionResponse evaluation = engine.client()
                .newEvaluateDecisionCommand()
                .decisionId("route")
                .variables(Map.of("role", "write"))
                .send()
                .join();
        // then
        assertThat(evaluation.getDecisionOutput()).isEqualTo("\"owner\"");
        assertThat(evaluation.getDecisionKey()).isPositive();
        assertThat(evaluation.getEvaluatedDecisions()).singleElement().satisfies(decision -> {
            assertThat(decision.getEvaluatedInputs())
                    .singleElement()
                    .satisfies(input -> assertThat(input.getInputValue()).isEqualTo("\"write\""));
            assertThat(decision.getMatchedRules())
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.getRuleId()).isEqualTo("write-rule"));
        });
    }

    @Test
    void aDecisionThatIsNotDeployedIsInvalid() {
        assertThatThrownBy(() -> engine.client()
                        .newEvaluateDecisionCommand()
                        .decisionId("unknown")
                        .send()
                        .join())
                .asInstanceOf(type(ClientStatusException.class))
                .extracting(ClientStatusException::getStatusCode)
                .isIn(Status.Code.INVALID_ARGUMENT, Status.Code.NOT_FOUND);
    }

    @Test
    void theSameResourcesAgainMakeNoNewVersion() {
        deployPolicy("owner");
        assertThat(deployPolicy("owner").getProcesses().getFirst().getVersion()).isEqualTo(1);
    }

    @Test
    void aBrokenProcessIsInvalidAndSaysWhy() {
        assertThatThrownBy(() -> engine.client()
                        .newDeployResourceCommand()
                        .addResourceStringUtf8("<no/>", "broken.bpmn")
                        .send()
                        .join())
                .asInstanceOf(type(ClientStatusException.class))
                .satisfies(failure -> {
                    assertThat(failure.getStatusCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
                    assertThat(failure).hasMessageContaining("broken.bpmn");
                });
    }

    @Test
    void aDeletedProcessCannotBeStarted() {
        // given
        long key = deployPolicy("owner").getProcesses().getFirst().getProcessDefinitionKey();
        // when
        engine.client().newDeleteResourceCommand(key).send().join();
        // then
        assertThatThrownBy(() -> engine.create("request"))
                .asInstanceOf(type(ClientStatusException.class))
                .extracting(ClientStatusException::getStatusCode)
                .isEqualTo(Status.Code.NOT_FOUND);
    }

    private ActivatedJob jobOf(long instance, String type) {
        ActivatedJob job = engine.activateOne(type);
        assertThat(job.getProcessInstanceKey()).isEqualTo(instance);
        return job;
    }

    private DeploymentEvent deployPolicy(String approver) {
        return engine.client()
                .newDeployResourceCommand()
                .addProcessModel(REQUEST, "request.bpmn")
                .addResourceStringUtf8(Resources.decision(approver), "route.dmn")
                .addResourceStringUtf8(Resources.form(approver), "decide.form")
                .send()
                .join();
    }

    private static BpmnModelInstance request() {
        return Bpmn.createExecutableProcess("request")
                .startEvent()
                .serviceTask(
                        "preparing", task -> task.zeebeJobType("prepare").zeebeOutputExpression("\"write\"", "role"))
                .businessRuleTask(
                        "routing",
                        task -> task.zeebeCalledDecisionId("route")
                                .zeebeBindingType(ZeebeBindingType.deployment)
                                .zeebeResultVariable("approver"))
                .userTask(
                        "deciding",
                        task -> task.zeebeUserTask()
                                .zeebeFormId("decide")
                                .zeebeFormBindingType(ZeebeBindingType.deployment)
                                .zeebeTaskListener(listener -> listener.eventType(ZeebeTaskListenerEventType.creating)
                                        .type("opened")))
                .endEvent()
                .done();
    }
}
