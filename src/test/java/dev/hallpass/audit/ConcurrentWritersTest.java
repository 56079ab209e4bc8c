package dev.hallpass.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrentWritersTest extends AuditTest {

    private static final int WRITERS = 12;
    private static final int EVENTS = 50;

    @Test
    void manyWritersAndSealersMakeOneChainWithoutGaps() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String actor = "writer-" + writer;
                running.add(threads.submit(() -> write(actor)));
            }
            for (int sealer = 0; sealer < 3; sealer++) {
                running.add(threads.submit(() -> {
                    for (int round = 0; round < 30; round++) {
                        trail().seal();
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        trail().seal();

        AuditVerification result = trail().verify();
        assertThat(result.fault()).isNull();
        assertThat(result.events()).isEqualTo(WRITERS * EVENTS * 4L / 5);
        assertThat(jdbc().sql("select max(position) - count(*) from audit_seal")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc().sql("select count(*) from audit_unsealed")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Each fifth is rolled back. */
    private static void write(String actor) {
        for (int number = 1; number <= EVENTS; number++) {
            int current = number;
            try {
                transaction().execute(status -> {
                    trail().record(event(actor).with("number", current));
                    if (current % 5 == 0) {
                        throw new IllegalStateException("rolled back");
                    }
                    return actor;
                });
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("rolled back");
            }
        }
    }
}
