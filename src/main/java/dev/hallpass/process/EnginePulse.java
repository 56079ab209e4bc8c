package dev.hallpass.process;

import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks the engine every few seconds whether it is there, so that looking at the health waits for nothing. */
@Component
class EnginePulse {

    private static final long SECONDS_BETWEEN = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final CamundaClient client;

    /** Before the first answer the connection itself tells how things are. */
    private volatile boolean answering = true;

    EnginePulse(CamundaClient client) {
        this.client = client;
    }

    /** Whether the engine answered when it was last asked. */
    boolean isAnswering() {
        return answering;
    }

    @Scheduled(fixedDelay = SECONDS_BETWEEN, timeUnit = TimeUnit.SECONDS)
    void ask() {
        try {
            answering = !client.newTopologyRequest()
                    .requestTimeout(PATIENCE)
                    .send()
                    .join()
                    .getBrokers()
                    .isEmpty();
        } catch (RuntimeException e) {
            answering = false;
        }
    }
}
