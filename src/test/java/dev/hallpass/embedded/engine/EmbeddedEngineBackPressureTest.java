package dev.hallpass.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.PublishMessageResponse;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedEngineBackPressureTest {

    private static final int IN_FLIGHT = 5;
    private static final int AT_ONCE = 500;

    @RegisterExtension
    final RunningEngine engine = new RunningEngine(IN_FLIGHT);

    @Test
    void tooManyCommandsAtOnceAreRefusedAsExhaustedAndTheRestAreDone() {
        // when
        int done = 0;
        List<Status.Code> refusals = new ArrayList<>();
        for (CamundaFuture<PublishMessageResponse> publication : publishAtOnce(AT_ONCE)) {
            try {
                publication.join();
                done++;
            } catch (ClientStatusException e) {
                refusals.add(e.getStatusCode());
            }
        }
        // then
        assertThat(done).isPositive();
        assertThat(refusals).isNotEmpty().containsOnly(Status.Code.RESOURCE_EXHAUSTED);
    }

    @Test
    void thereIsRoomAgainWhenTheCommandsAreProcessed() {
        // given
        publishAtOnce(AT_ONCE)
                .forEach(publication -> publication
                        .exceptionally(refused -> null)
                        .toCompletableFuture()
                        .join());
        // then
        for (int i = 0; i < 20 * IN_FLIGHT; i++) {
            assertThat(publish(i).join().getMessageKey()).isPositive();
        }
    }

    private List<CamundaFuture<PublishMessageResponse>> publishAtOnce(int count) {
        List<CamundaFuture<PublishMessageResponse>> publications = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            publications.add(publish(i));
        }
        return publications;
    }

    private CamundaFuture<PublishMessageResponse> publish(int i) {
        return engine.client()
                .newPublishMessageCommand()
                .messageName("m")
                .correlationKey("k" + i)
                .timeToLive(Duration.ofMinutes(1))
                .send();
    }
}
