package dev.hallpass.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.StreamJobsResponse;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.zeebe.model.bpmn.Bpmn;
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

/** Jobs that come without being asked for, through a stream. */
class EmbeddedEngineJobStreamsTest {

    private static final Duration BRIEFLY = Duration.ofMillis(300);

    @RegisterExtension
    final RunningEngine engine = new RunningEngine();

    @BeforeEach
    void deploy() {
        engine.deploy(Bpmn.createExecutableProcess("work")
                .startEvent()
                .serviceTask("working", task -> task.zeebeJobType("work"))
                .endEvent()
                .done());
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
