package dev.hallpass.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.HallpassStack;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Health tells that the engine is away; readiness does not, since requests are accepted all the same. */
class EngineHealthTest {

    @Test
    void healthIsDownWhileTheEngineIsAwayAndReadinessIsNot() {
        try (HallpassStack stack = HallpassStack.start(Map.of())) {
            awaitHealth(stack, 200);

            stack.stopEngine();
            awaitHealth(stack, 503);
            assertThat(status(stack, "/actuator/health/readiness")).isEqualTo(200);

            stack.startEngine();
            awaitHealth(stack, 200);
        }
    }

    private static void awaitHealth(HallpassStack stack, int status) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(status(stack, "/actuator/health")).isEqualTo(status));
    }

    private static int status(HallpassStack stack, String path) {
        return stack.anonymous().get(path).status();
    }
}
