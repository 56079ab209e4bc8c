package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.CredentialSettings;
import dev.hallpass.connector.CredentialStatus;
import dev.hallpass.connector.http.SettableClock;
import dev.hallpass.connector.http.Surroundings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A pool of two users' tokens, over HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class SeveralCredentialsTest extends StandInTest {

    private static final CredentialSettings BOT = credential("bot", "hallpass-bot@acme.example", "demo-token", null);
    private static final CredentialSettings BAD = credential("bad", "ada@acme.example", "expired-token", null);
    private static final CredentialSettings OTHER = credential("other", "grace@acme.example", "grace-token", null);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T10:00:00Z"));

    @Test
    void aCredentialThatIsRefusedIsChangedForTheOtherAndLeftAlone() {
        Connector connector = pool(BAD, BOT);

        assertThat(connector.explicitRole(PAYMENTS_API, ADA)).contains("read");
        assertThat(connector.explicitRole(PAYMENTS_API, ADA)).contains("read");

        assertThat(control.outcomes().stream().filter("GET 401"::equals)).hasSize(1);
        assertThat(control.outcomes().stream().filter("GET 200"::equals)).hasSize(2);
        connector.explicitRole(PAYMENTS_API, ADA);
        assertThat(accepted(connector, "bad")).isFalse();
        assertThat(accepted(connector, "bot")).isTrue();
        assertThat(gauge("accepted", "bad")).isZero();
        assertThat(gauge("accepted", "bot")).isEqualTo(1);
    }

    @Test
    void whereAllAreRefusedEachIsTriedOnceAndTheFailureNamesNoSecret() {
        Connector connector = pool(BAD, credential("worse", "ken@acme.example", "wrong-token", null));

        assertThatThrownBy(() -> connector.explicitRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.Unauthenticated.class)
                .hasMessageNotContaining("expired-token")
                .hasMessageNotContaining("wrong-token");
        assertThat(control.outcomes()).containsExactly("GET 401", "GET 401");
    }

    @Test
    void a429ClosesOneUserUntilItsTimeIsOverAndTheOtherGoesOn() {
        control.setPermission("payments-api", GRACE, "admin");
        control.fault("{\"count\":1,\"status\":429,\"headers\":{\"Retry-After\":\"600\"}}");
        Connector connector = pool(BOT, OTHER);

        assertThat(connector.explicitRole(PAYMENTS_API, ADA)).contains("read");
        assertThat(control.outcomes()).containsExactly("GET 429", "GET 200");
        String closed = gauge("calls.left", "bot") == 0 ? "bot" : "other";
        String open = closed.equals("bot") ? "other" : "bot";
        for (int call = 1; call <= 3; call++) {
            connector.explicitRole(PAYMENTS_API, ADA);
        }

        assertThat(gauge("calls.left", open)).isEqualTo(996);
        assertThat(gauge("calls.left", closed)).isZero();
        clock.advance(Duration.ofSeconds(601));
        connector.explicitRole(PAYMENTS_API, ADA);
        assertThat(gauge("calls.left", closed))
                .as("the one with more left is used again")
                .isEqualTo(998);
        assertThat(gauge("calls.left", open)).isEqualTo(996);
    }

    @Test
    void whereAllAreClosedTheCallerIsToldWhenTheFirstOpens() {
        control.fault("{\"status\":429,\"headers\":{\"Retry-After\":\"600\"}}");
        Connector connector = pool(BOT, OTHER);

        assertThatThrownBy(() -> connector.explicitRole(PAYMENTS_API, ADA))
                .isInstanceOfSatisfying(
                        ConnectorException.RateLimited.class,
                        failure -> assertThat(failure.retryAfter().orElseThrow())
                                .isBetween(Duration.ofSeconds(600), Duration.ofSeconds(601)));
        assertThat(control.outcomes()).containsExactly("GET 429", "GET 429");
        assertThatThrownBy(() -> connector.explicitRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.RateLimited.class);
        assertThat(control.outcomes()).as("no further call").hasSize(2);
        control.clearFaults();
        clock.advance(Duration.ofSeconds(601));
        assertThat(connector.explicitRole(PAYMENTS_API, ADA)).contains("read");
    }

    @Test
    void soonAndLateExpiryAreShownAndWarnedOf(CapturedOutput output) {
        Connector connector = pool(credential(
                "bot",
                "hallpass-bot@acme.example",
                "demo-token",
                clock.instant().plus(Duration.ofDays(20))));

        connector.explicitRole(PAYMENTS_API, ADA);
        assertThat(gauge("expires.in", "bot")).isEqualTo(Duration.ofDays(20).toSeconds());
        assertThat(output).doesNotContain("expires at");

        clock.advance(Duration.ofDays(7));
        connector.explicitRole(PAYMENTS_API, ADA);
        connector.explicitRole(PAYMENTS_API, ADA);
        assertThat(gauge("expires.in", "bot")).isEqualTo(Duration.ofDays(13).toSeconds());
        assertThat(output.getAll().split("The credential 'bot' of 'bitbucket' expires at", -1))
                .hasSize(2);

        clock.advance(Duration.ofDays(14));
        connector.explicitRole(PAYMENTS_API, ADA);
        assertThat(gauge("expires.in", "bot")).isNegative();
        assertThat(output)
                .contains("The credential 'bot' of 'bitbucket' has expired at")
                .doesNotContain("demo-token");
    }

    private Connector pool(CredentialSettings... credentials) {
        return new BitbucketCloudConnectorFactory(Surroundings.alone(meters, clock))
                .create(TestApplication.at(standIn.baseUrl())
                        .credentials(credentials)
                        .requestTimeout(Duration.ofMinutes(1))
                        .settings());
    }

    private static boolean accepted(Connector connector, String name) {
        return connector.credentials().stream()
                .filter(status -> status.name().equals(name))
                .map(CredentialStatus::accepted)
                .findFirst()
                .orElseThrow();
    }

    private double gauge(String what, String credential) {
        return meters.get("hallpass.connector.credential." + what)
                .tag("credential", credential)
                .gauge()
                .value();
    }

    private static CredentialSettings credential(String name, String user, String token, @Nullable Instant expiresAt) {
        return new CredentialSettings(name, user, token, null, 1_000, expiresAt);
    }
}
