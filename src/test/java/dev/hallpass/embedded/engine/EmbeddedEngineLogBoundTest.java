package dev.hallpass.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.api.worker.JobWorker;
import io.camunda.zeebe.logstreams.storage.LogStorageReader;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedEngineLogBoundTest {

    private static final int INSTANCES = 300;

    @RegisterExtension
    final RunningEngine engine = new RunningEngine();

    @Test
    void theLogKeepsNothingOfWhatTheEngineHasDone() {
        // given
        engine.deploy(Bpmn.createExecutableProcess("work")
                .startEvent()
                .serviceTask("working", task -> task.zeebeJobType("work"))
                .endEvent()
                .done());
        EngineLogStorage log = engine.engine().partition().logStorage();
        WeakReference<DirectBuffer> early = firstBlockOf(log);
        AtomicInteger done = new AtomicInteger();
        // when
        try (JobWorker worker = engine.client()
                .newWorker()
                .jobType("work")
                .handler((client, job) -> {
                    client.newCompleteCommand(job).send().join();
                    done.incrementAndGet();
                })
                .streamEnabled(true)
                .open()) {
            for (int i = 0; i < INSTANCES; i++) {
                engine.create("work");
            }
            await().until(() -> worker.isOpen() && done.get() == INSTANCES);
        }
        // then
        await().untilAsserted(() -> assertThat(log.retainedBlocks()).isLessThan(5));
        await().untilAsserted(() -> {
            System.gc();
            assertThat(early.get()).isNull();
        });
    }

    private static WeakReference<DirectBuffer> firstBlockOf(EngineLogStorage log) {
        try (LogStorageReader reader = log.newReader()) {
            return new WeakReference<>(reader.next());
        }
    }
}
