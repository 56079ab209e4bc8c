package dev.hallpass.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.connector.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<String> entered = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void theMostUrgentIsNextAndAmongEqualsWhoCameFirst() throws Exception {
        Gate gate = new Gate(1);
        gate.enter(Urgency.BACKGROUND, LONG);
        come(gate, Urgency.BACKGROUND, "background 1");
        come(gate, Urgency.GRANT, "grant 1");
        come(gate, Urgency.BACKGROUND, "background 2");
        come(gate, Urgency.GRANT, "grant 2");
        come(gate, Urgency.REVOCATION, "revocation");

        assertThat(inOrder(gate, 5))
                .containsExactly("revocation", "grant 1", "grant 2", "background 1", "background 2");
    }

    @Test
    void whoHasBeenPassedOverOftenIsNext() throws Exception {
        Gate gate = new Gate(1);
        gate.enter(Urgency.BACKGROUND, LONG);
        come(gate, Urgency.BACKGROUND, "background");
        for (int call = 1; call <= Gate.PATIENCE + 2; call++) {
            come(gate, Urgency.REVOCATION, "revocation " + call);
        }

        assertThat(inOrder(gate, Gate.PATIENCE + 3).indexOf("background")).isEqualTo(Gate.PATIENCE);
    }

    @Test
    void theLastPlacesAreKeptForTheMoreUrgent() throws Exception {
        Gate gate = new Gate(4);

        assertThat(List.of(
                        gate.enter(Urgency.BACKGROUND, Duration.ZERO),
                        gate.enter(Urgency.BACKGROUND, Duration.ZERO),
                        gate.enter(Urgency.BACKGROUND, Duration.ZERO),
                        gate.enter(Urgency.GRANT, Duration.ZERO),
                        gate.enter(Urgency.GRANT, Duration.ZERO),
                        gate.enter(Urgency.REVOCATION, Duration.ZERO),
                        gate.enter(Urgency.REVOCATION, Duration.ZERO)))
                .containsExactly(true, true, false, true, false, true, false);
    }

    @Test
    void whoGivesUpTakesNoPlace() throws Exception {
        Gate gate = new Gate(1);
        gate.enter(Urgency.GRANT, LONG);

        assertThat(gate.enter(Urgency.REVOCATION, Duration.ofMillis(10))).isFalse();
        gate.leave();

        assertThat(gate.waiting(Urgency.REVOCATION)).isZero();
        assertThat(gate.enter(Urgency.BACKGROUND, Duration.ZERO)).isTrue();
    }

    @Test
    void whoIsInterruptedTakesNoPlace() throws Exception {
        Gate gate = new Gate(1);
        gate.enter(Urgency.GRANT, LONG);
        come(gate, Urgency.REVOCATION, "revocation");

        threads.shutdownNow();
        await().atMost(LONG).until(() -> gate.waiting(Urgency.REVOCATION) == 0);
        gate.leave();

        assertThat(gate.enter(Urgency.BACKGROUND, Duration.ZERO)).isTrue();
        assertThat(entered).isEmpty();
    }

    private void come(Gate gate, Urgency urgency, String name) {
        int before = gate.waiting(urgency);
        threads.submit(() -> {
            if (gate.enter(urgency, LONG)) {
                entered.add(name);
            }
            return name;
        });
        await().atMost(LONG).until(() -> gate.waiting(urgency) == before + 1);
    }

    private List<@Nullable String> inOrder(Gate gate, int calls) throws InterruptedException {
        List<@Nullable String> order = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            gate.leave();
            order.add(entered.poll(30, TimeUnit.SECONDS));
        }
        return order;
    }
}
