package dev.hallpass.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.ActivateJobsResponse;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs that are asked for: activated, and completed, failed or changed. */
class EmbeddedEngineJobsTest {

    private static final Duration BRIEFLY = Duration.ofMillis(300);

    @RegisterExtension
    final RunningEngine engine = new RunningEngine();

    @BeforeEach
    void deploy() {
        engine.deploy(Bpmn.createExecutableProcess("work")
                .startEvent()
                .serviceTask("working", task -> task.zeebeJobType("work").zeebeTaskHeader("colour", "blue"))
                .boundaryEvent("failed", event -> event.error("no-luck").zeebeOutputExpression("why", "why"))
                .serviceTask("mending", task -> task.zeebeJobType("mend"))
                .endEvent()
                .moveToActivity("working")
                .serviceTask("resting", task -> task.zeebeJobType("rest"))
                .endEvent()
                .done());
    }

    @Test
    void aJobCarriesItsFacts() {
        // when
        long instance =
                engine.create("work", Map.of("requestId", "r-1", "other", 1)).getProcessInstanceKey();
        ActivatedJob job = engine.client()
                .newActivateJobsCommand()
                .jobType("work")
                .maxJobsToActivate(5)
                .workerName("me")
                .fetchVariables("requestId")
                .send()
                .join()
                .getJobs()
                .getFirst();
        // then
        assertThat(job.getProcessInstanceKey()).isEqualTo(instance);
        assertThat(job.getBpmnProcessId()).isEqualTo("work");
        assertThat(job.getElementId()).isEqualTo("working");
        assertThat(job.getCustomHeaders()).containsExactly(Map.entry("colour", "blue"));
        assertThat(job.getVariablesAsMap()).containsExactly(Map.entry("requestId", "r-1"));
        assertThat(job.getWorker()).isEqualTo("me");
        assertThat(job.getRetries()).isEqualTo(3);
    }

    @Test
    void aRequestForJobsWaitsUntilThereIsOne() {
        // given
        CamundaFuture<ActivateJobsResponse> request = engine.client()
                .newActivateJobsCommand()
                .jobType("work")
                .maxJobsToActivate(1)
                .requestTimeout(RunningEngine.PATIENCE)
                .send();
        // when
        engine.create("work");
        // then
        assertThat(request.join().getJobs()).hasSize(1);
    }

    @Test
    void aRequestThatFindsNothingEndsEmptyWhenItsTimeIsOver() {
        assertThat(engine.activate("nothing", BRIEFLY)).isEmpty();
    }

    @Test
    void aJobWhoseTimeIsOverIsGivenToAnother() {
        // given
        engine.create("work");
        ActivatedJob first = engine.activateOne("work");
        assertThat(engine.activate("work", BRIEFLY)).isEmpty();
        // when
        engine.clock().shiftBy(Duration.ofMinutes(6));
        // then
        assertThat(engine.activateOne("work").getKey()).isEqualTo(first.getKey());
    }

    @Test
    void aFailedJobIsTriedAgainAfterItsBackoffWithItsVariables() {
        // given
        engine.create("work");
        ActivatedJob job = engine.activateOne("work");
        // when
        engine.client()
                .newFailCommand(job)
                .retries(2)
                .retryBackoff(Duration.ofMinutes(10))
                .errorMessage("not now")
                .variables(Map.of("attempt", 1))
                .send()
                .join();
        assertThat(engine.activate("work", BRIEFLY)).isEmpty();
        engine.clock().shiftBy(Duration.ofMinutes(11));
        // then
        ActivatedJob again = engine.activateOne("work");
        assertThat(again.getRetries()).isEqualTo(2);
        assertThat(again.getVariablesAsMap()).containsEntry("attempt", 1);
    }

    @Test
    void anErrorIsCaughtByItsBoundaryEvent() {
        // given
        engine.create("work");
        // when
        engine.client()
                .newThrowErrorCommand(engine.activateOne("work"))
                .errorCode("no-luck")
                .errorMessage("none at all")
                .variables(Map.of("why", "weather"))
                .send()
                .join();
        // then
        assertThat(engine.activateOne("mend").getVariablesAsMap()).containsEntry("why", "weather");
    }

    @Test
    void aJobIsCompletedOnceOnly() {
        // given
        engine.create("work");
        ActivatedJob job = engine.activateOne("work");
        engine.client().newCompleteCommand(job).variable("result", 42).send().join();
        // then
        assertThat(engine.activateOne("rest").getVariablesAsMap()).containsEntry("result", 42);
        assertThatThrownBy(() -> engine.client().newCompleteCommand(job).send().join())
                .asInstanceOf(type(ClientStatusException.class))
                .satisfies(failure -> {
                    assertThat(failure.getStatusCode()).isEqualTo(Status.Code.NOT_FOUND);
                    assertThat(failure).hasMessageContaining("NOT_FOUND");
                });
    }

    @Test
    void retriesAndTimeoutCanBeChanged() {
        // given
        engine.create("work");
        ActivatedJob job = engine.activateOne("work");
        // when
        engine.client().newUpdateRetriesCommand(job).retries(7).send().join();
        engine.client()
                .newUpdateTimeoutCommand(job)
                .timeout(Duration.ofMinutes(1))
                .send()
                .join();
        engine.clock().shiftBy(Duration.ofMinutes(2));
        // then
        assertThat(engine.activateOne("work").getRetries()).isEqualTo(7);
    }

    @Test
    void anUpdateOfAJobChangesBothAtOnce() {
        // given
        engine.create("work");
        ActivatedJob job = engine.activateOne("work");
        // when
        engine.client()
                .newUpdateJobCommand(job)
                .update(9, Duration.ofMinutes(1).toMillis())
                .send()
                .join();
        engine.clock().shiftBy(Duration.ofMinutes(2));
        // then
        assertThat(engine.activateOne("work").getRetries()).isEqualTo(9);
    }

    @Test
    void aRequestForJobsWithoutATypeIsInvalid() {
        assertThatThrownBy(() -> engine.client()
                        .newActivateJobsCommand()
                        .jobType(" ")
                        .maxJobsToActivate(1)
                        .send()
                        .join())
                .asInstanceOf(type(ClientStatusException.class))
                .extracting(ClientStatusException::getStatusCode)
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
}
