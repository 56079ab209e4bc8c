package dev.hallpass.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.ActivateJobsResponse;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.StreamJobsResponse;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
    void aStreamGetsJobsAsSoonAsTheyAreMade() throws InterruptedException {
        // given
        BlockingQueue<ActivatedJob> pushed = new LinkedBlockingQueue<>();
        CamundaFuture<StreamJobsResponse> stream = openStream(pushed);
        awaitStream(pushed);
        // when
        long instance = engine.create("work").getProcessInstanceKey();
        // then
        ActivatedJob job = pushed.poll(5, TimeUnit.SECONDS);
        assertThat(job).isNotNull();
        assertThat(job.getProcessInstanceKey()).isEqualTo(instance);
        stream.cancel(true);
    }

    @Test
    void aJobOfAClosedStreamIsThereForThoseWhoPoll() throws InterruptedException {
        // given
        BlockingQueue<ActivatedJob> pushed = new LinkedBlockingQueue<>();
        CamundaFuture<StreamJobsResponse> stream = openStream(pushed);
        awaitStream(pushed);
        // when
        stream.cancel(true);
        await().until(() -> {
            engine.create("work");
            return !engine.activate("work", BRIEFLY).isEmpty();
        });
        // then
        engine.create("work");
        assertThat(engine.activateOne("work").getElementId()).isEqualTo("working");
    }

    @Test
    void whatACancelledStreamHasNotDeliveredGoesBackAtOnce() throws InterruptedException {
        // given
        int instances = 150;
        CountDownLatch blocked = new CountDownLatch(1);
        CamundaFuture<StreamJobsResponse> stream = engine.client()
                .newStreamJobsCommand()
                .jobType("work")
                .consumer(job -> awaitUninterrupted(blocked))
                .timeout(Duration.ofHours(1))
                .send();
        // The first jobs may come before the stream is open; those that came through it are not for others to have.
        await().until(() -> {
            engine.create("work");
            return engine.activate("work", BRIEFLY).isEmpty();
        });
        String large = "x".repeat(50_000);
        for (int i = 0; i < instances; i++) {
            engine.create("work", Map.of("large", large));
        }
        assertThat(engine.activate("work", BRIEFLY)).isEmpty();
        // when
        stream.cancel(true);
        blocked.countDown();
        // then
        assertThat(engine.activateOne("work").getVariablesAsMap()).containsEntry("large", large);
    }

    @Test
    void aWorkerWithAStreamDoesAllJobsOfBeforeAndAfterItOpened() {
        // given
        List<Long> done = new CopyOnWriteArrayList<>();
        engine.create("work");
        // when
        try (JobWorker worker = engine.client()
                .newWorker()
                .jobType("work")
                .handler((client, job) -> {
                    done.add(job.getProcessInstanceKey());
                    client.newCompleteCommand(job).send().join();
                })
                .streamEnabled(true)
                .open()) {
            for (int i = 0; i < 50; i++) {
                engine.create("work");
            }
            // then
            await().untilAsserted(() -> assertThat(done).hasSize(51).doesNotHaveDuplicates());
            assertThat(worker.isOpen()).isTrue();
        }
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

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CamundaFuture<StreamJobsResponse> openStream(BlockingQueue<ActivatedJob> pushed) {
        return engine.client()
                .newStreamJobsCommand()
                .jobType("work")
                .consumer(pushed::add)
                .workerName("streamer")
                .timeout(Duration.ofMinutes(5))
                .send();
    }

    /** A stream opens some time after it was asked for; the first job that arrives through it shows that it has. */
    private void awaitStream(BlockingQueue<ActivatedJob> pushed) {
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            engine.create("work");
            return pushed.poll(100, TimeUnit.MILLISECONDS) != null;
        });
        pushed.clear();
    }
}
