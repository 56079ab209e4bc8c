package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Urgency;
import dev.hallpass.connector.http.RecordingHttpClient;
import dev.hallpass.connector.http.Surroundings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where calls wait for each other, those that take access away go first. */
class UrgentFirstTest extends StandInTest {

    private static final Duration WAIT = Duration.ofMinutes(1);

    private final RecordingHttpClient http = new RecordingHttpClient();
    private final CompletableFuture<String> answers = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        answers.complete("at last");
        threads.shutdownNow();
    }

    @Test
    void aRevocationOvertakesWaitingBackgroundCalls() throws Exception {
        Connector connector = held(TestApplication.at(standIn.baseUrl())
                .callsAtOnce(1)
                .requestTimeout(WAIT)
                .retryBudget(WAIT));
        Connector background = connector.at(Urgency.BACKGROUND);
        List<Future<?>> calls = new ArrayList<>();
        calls.add(threads.submit(() -> background.explicitRole(WEB_SHOP, ADA)));
        await().atMost(WAIT).until(() -> control.requests().size() == 1);
        for (int call = 1; call <= 3; call++) {
            calls.add(threads.submit(() -> background.explicitRole(WEB_SHOP, KEN)));
            waiting("background", call);
        }
        calls.add(threads.submit(() -> connector.explicitRole(MOBILE_APP, KEN)));
        waiting("grant", 1);
        calls.add(threads.submit(() -> connector.at(Urgency.REVOCATION).removeRole(PAYMENTS_API, ADA)));
        waiting("revocation", 1);

        answers.complete("now");
        for (Future<?> call : calls) {
            call.get();
        }

        assertThat(control.requests().stream()
                        .map(request -> request.path("method").asString() + " "
                                + request.path("path")
                                        .asString()
                                        .replaceAll("%7B|%7D", "")
                                        .replaceAll(".*repositories/acme/c0+-0000-4000-8000-0+(\\d)/.*", "$1")))
                .containsExactly("GET 4", "DELETE 1", "GET 6", "GET 4", "GET 4", "GET 4");
        waiting("background", 0);
    }

    @Test
    void waitingIsNotForEver() throws Exception {
        Connector connector =
                held(TestApplication.at(standIn.baseUrl()).callsAtOnce(1).retryBudget(Duration.ofMillis(100)));
        Future<?> slow = threads.submit(() -> connector.explicitRole(WEB_SHOP, ADA));
        await().atMost(WAIT).until(() -> control.requests().size() == 1);

        assertThatThrownBy(() -> connector.at(Urgency.REVOCATION).removeRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.RateLimited.class)
                .hasMessageContaining("too many calls are before it");
        answers.complete("now");
        slow.get();
        assertThat(control.outcomes()).containsExactly("GET 200");
    }

    private Connector held(TestApplication application) {
        http.hold(answers);
        return new BitbucketCloudConnectorFactory(Surroundings.alone(meters, Clock.systemUTC()))
                .create(application.settings(), http);
    }

    private void waiting(String urgency, int calls) {
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(meters.get("hallpass.connector.waiting")
                                .tag("urgency", urgency)
                                .gauge()
                                .value())
                        .isEqualTo(calls));
    }
}
