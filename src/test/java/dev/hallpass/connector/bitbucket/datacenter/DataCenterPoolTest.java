package dev.hallpass.connector.bitbucket.datacenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.CredentialSettings;
import dev.hallpass.connector.CredentialStatus;
import dev.hallpass.connector.http.JsonApi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several tokens, or passwords, of one Data Center, of which some may not be used now. Nobody has time to wait. */
class DataCenterPoolTest extends DataCenterConnectorTest {

    private static final CredentialSettings PROJECT_BOT = credential("project-bot", "project-password");

    @Test
    void whereOneIsToldToWaitAnotherGoesOn() {
        control.fault("{\"count\":1,\"status\":429,\"headers\":{\"Retry-After\":\"3600\"}}");
        Connector pool = impatient(PASSWORD, PROJECT_BOT);

        pool.setRole(API, "ken", "read");

        assertThat(control.permission("ken", "PAY/api")).isEqualTo("REPO_READ");
        assertThat(pool.credentials()).extracting(CredentialStatus::accepted).containsExactly(true, true);
    }

    @Test
    void whereAllAreToldToWaitTheCallerIsToldForHowLong() {
        control.fault("{\"status\":429,\"headers\":{\"Retry-After\":\"3600\"}}");
        Connector pool = impatient(PASSWORD, PROJECT_BOT);

        assertThatThrownBy(() -> pool.explicitRole(API, "ada"))
                .isInstanceOfSatisfying(
                        ConnectorException.RateLimited.class,
                        limited -> assertThat(limited.retryAfter())
                                .hasValueSatisfying(pause -> assertThat(pause).isGreaterThan(Duration.ofMinutes(50))));
    }

    @Test
    void whereOneHasExpiredAnotherGoesOnAndItIsTold() {
        Instant expiry = Instant.parse("2026-01-01T00:00:00Z");
        Connector pool = impatient(new CredentialSettings("old", null, "expired-token", null, null, expiry), TOKEN);

        for (int i = 0; i < 2; i++) {
            assertThat(pool.explicitRole(API, "ada")).contains("read");
        }

        assertThat(pool.credentials()).extracting(CredentialStatus::accepted).containsExactly(false, true);
        assertThat(pool.credentials()).extracting(CredentialStatus::expiresAt).containsExactly(expiry, null);
    }

    private static Connector impatient(CredentialSettings... credentials) {
        return connector(
                settings(List.of(credentials), Map.of(), Duration.ofMillis(200)),
                JsonApi.httpClient(Duration.ofSeconds(5)));
    }
}
