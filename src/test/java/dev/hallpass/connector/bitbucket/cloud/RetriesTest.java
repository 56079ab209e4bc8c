package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.Urgency;
import dev.hallpass.connector.http.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest extends StandInTest {

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void aPassingFailureIsTriedAgain(int status) {
        control.fault("{\"count\":2,\"status\":" + status + "}");

        assertThat(connector().explicitRole(PAYMENTS_API, ADA)).contains("read");

        assertThat(control.outcomes()).containsExactly("GET " + status, "GET " + status, "GET 200");
        assertThat(meters.counter(
                                "hallpass.connector.retries",
                                "application",
                                "bitbucket",
                                "operation",
                                "read-permission")
                        .count())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void aWriteThatMayStillTakeEffectIsNotMadeAgain(int status) {
        control.fault("{\"count\":1,\"status\":" + status + "}");

        assertThatThrownBy(() -> connector().setRole(PAYMENTS_API, ADA, "write"))
                .isInstanceOf(ConnectorException.Unavailable.class);

        assertThat(control.outcomes()).containsExactly("PUT " + status);
    }

    @Test
    void aWriteThatWasNotLetInIsMadeAgain() {
        control.fault("{\"count\":2,\"status\":429}");

        connector().setRole(PAYMENTS_API, ADA, "write");

        assertThat(control.explicit("payments-api", ADA)).isEqualTo("write");
        assertThat(control.outcomes()).containsExactly("PUT 429", "PUT 429", "PUT 200");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 410, 422})
    void aFinalRefusalIsNotTriedAgain(int status) {
        control.fault("{\"method\":\"PUT\",\"status\":" + status + "}");

        assertThatThrownBy(() -> connector().setRole(PAYMENTS_API, ADA, "write"))
                .isInstanceOfSatisfying(
                        ConnectorException.class,
                        failure -> assertThat(failure.retryable()).isFalse());
        assertThat(control.outcomes().stream().filter(outcome -> outcome.startsWith("PUT")))
                .containsExactly("PUT " + status);
    }

    @Test
    void attemptsAreBounded() {
        control.fault("{\"status\":503}");

        assertThatThrownBy(() -> connector().explicitRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.Unavailable.class)
                .hasMessageContaining("503")
                .hasMessageNotContaining("<");
        assertThat(control.outcomes()).containsExactly("GET 503", "GET 503", "GET 503", "GET 503");
    }

    @Test
    void a429WithoutRetryAfterEndsAsRateLimitedAfterAllAttempts() {
        control.fault("{\"status\":429}");

        ConnectorException.RateLimited failure = catchThrowableOfType(
                ConnectorException.RateLimited.class, () -> connector().explicitRole(PAYMENTS_API, ADA));

        assertThat(failure.retryAfter())
                .hasValueSatisfying(pause -> assertThat(pause).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1)));
        assertThat(control.outcomes()).hasSize(4);
    }

    /** The connector's clock stands still, so however slow the machine is, only the pause itself can be waited for. */
    @Test
    void aShortRetryAfterIsWaitedFor() {
        control.fault("{\"count\":1,\"status\":429,\"headers\":{\"Retry-After\":\"1\"}}");
        Clock still = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
        Connector connector = new BitbucketCloudConnectorFactory(Surroundings.alone(meters, still))
                .create(TestApplication.at(standIn.baseUrl())
                        .requestTimeout(Duration.ofMinutes(2))
                        .settings());
        long start = System.nanoTime();

        assertThat(connector.explicitRole(PAYMENTS_API, ADA)).contains("read");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(control.outcomes()).containsExactly("GET 429", "GET 200");
    }

    @Test
    void aRetryAfterBeyondTheBudgetIsHandedToTheCallerAtOnce() {
        control.fault("{\"status\":429,\"headers\":{\"Retry-After\":\"1800\"}}");

        ConnectorException.RateLimited failure = catchThrowableOfType(
                ConnectorException.RateLimited.class, () -> connector().explicitRole(PAYMENTS_API, ADA));

        assertThat(failure.retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(31));
        assertThat(control.outcomes()).containsExactly("GET 429");
    }

    @Test
    void aRetryAfterOf503IsHandedToTheCallerToo() {
        control.fault("{\"status\":503,\"headers\":{\"Retry-After\":\"600\"}}");

        ConnectorException.Unavailable failure = catchThrowableOfType(
                ConnectorException.Unavailable.class, () -> connector().explicitRole(PAYMENTS_API, ADA));

        assertThat(failure.retryAfter()).contains(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEFORE", "AFTER"})
    void aWriteWhoseConnectionBreaksIsNotMadeAgain(String reset) {
        control.fault("{\"count\":1,\"reset\":\"" + reset + "\"}");

        assertThatThrownBy(() -> connector().removeRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.Unavailable.class);

        assertThat(control.outcomes()).containsExactly("DELETE 0");
        assertThat(control.explicit("payments-api", ADA)).isEqualTo(reset.equals("BEFORE") ? "read" : "none");
    }

    @Test
    void anAnswerThatDoesNotComeInTimeIsUnavailable() {
        control.fault("{\"delayMillis\":3000}");
        Connector connector = connector(TestApplication.at(standIn.baseUrl())
                .requestTimeout(Duration.ofMillis(150))
                .attempts(2));
        long start = System.nanoTime();

        assertThatThrownBy(() -> connector.explicitRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.Unavailable.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void nobodyListeningIsUnavailable() {
        Connector connector = connector(
                TestApplication.at(URI.create("http://localhost:9/2.0")).attempts(2));

        assertThatThrownBy(() -> connector.explicitRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.Unavailable.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void theRetryBudgetEndsTheAttempts() {
        control.fault("{\"status\":503}");
        Connector connector =
                connector(TestApplication.at(standIn.baseUrl()).attempts(1_000).retryBudget(Duration.ofMillis(300)));
        long start = System.nanoTime();

        assertThatThrownBy(() -> connector.explicitRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.Unavailable.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(control.outcomes().size()).isBetween(2, 100);
    }

    @Test
    void anInterruptedThreadStopsWaitingAndStaysInterrupted() {
        control.fault("{\"delayMillis\":2000}");
        Connector connector = connector();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> connector.explicitRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.Unavailable.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theServersRateLimitComesThroughAsRateLimited() {
        control.limitCallsPerHour(3);
        Connector connector = connector(TestApplication.at(standIn.baseUrl()).attempts(1));
        for (int call = 0; call < 3; call++) {
            connector.explicitRole(PAYMENTS_API, ADA);
        }

        assertThatThrownBy(() -> connector.explicitRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.RateLimited.class)
                .hasMessageContaining("Rate limit for this resource has been exceeded");
    }

    @Test
    void ourOwnBudgetRefusesWithoutACall() {
        Connector connector = connector(TestApplication.at(standIn.baseUrl()).callsPerHour(2));
        connector.explicitRole(PAYMENTS_API, ADA);
        connector.explicitRole(PAYMENTS_API, ADA);

        ConnectorException.RateLimited failure = catchThrowableOfType(
                ConnectorException.RateLimited.class, () -> connector.explicitRole(PAYMENTS_API, ADA));

        assertThat(failure.retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(control.outcomes()).isEqualTo(List.of("GET 200", "GET 200"));
        assertThat(meters.get("hallpass.connector.budget.remaining").gauge().value())
                .isZero();
        assertThat(meters.get("hallpass.connector.calls")
                        .tag("outcome", "ok")
                        .tag("operation", "read-permission")
                        .timer()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void backgroundCallsLeaveAPartOfTheBudgetToTheOthers() {
        Connector connector = connector(TestApplication.at(standIn.baseUrl()).callsPerHour(8));
        Connector background = connector.at(Urgency.BACKGROUND);
        DiscoveryScope repositories = new DiscoveryScope.Resources(ResourceKind.REPOSITORY);
        for (int call = 0; call < 5; call++) {
            background.discover(repositories, null);
        }

        assertThatThrownBy(() -> background.discover(repositories, null))
                .isInstanceOf(ConnectorException.RateLimited.class);
        assertThat(connector.explicitRole(PAYMENTS_API, ADA)).contains("read");
    }
}
