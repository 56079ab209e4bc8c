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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A pool of tokens that may not all do the same, over HTTP. */
class DifferentlyEntitledCredentialsTest extends StandInTest {

    private static final CredentialSettings ALL = credential("all", "hallpass-bot@acme.example", "demo-token");
    private static final CredentialSettings FEW = credential("few", "hallpass-bot@acme.example", "read-only-token");
    private static final CredentialSettings ACCESS = credential("access", null, "workspace-access-token");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T10:00:00Z"));

    @Test
    void whereOneLacksAScopeAnotherIsTakenAndTheFirstIsLeftAloneForThisForAWhile() {
        Connector connector = pool(FEW, ALL);

        connector.setRole(PAYMENTS_API, KEN, "read");
        connector.setRole(PAYMENTS_API, KEN, "write");

        assertThat(writes()).containsExactly("PUT 403", "PUT 200", "PUT 200");
        assertThat(connector.explicitRole(PAYMENTS_API, KEN)).contains("write");
        assertThat(connector.credentials()).as("it is accepted").allMatch(CredentialStatus::accepted);
        assertThat(meters.get("hallpass.connector.credential.lacks-right")
                        .tag("credential", "few")
                        .counters())
                .isNotEmpty();

        clock.advance(Duration.ofMinutes(6));
        connector.setRole(PAYMENTS_API, KEN, "read");
        assertThat(writes()).as("rights may have been given").endsWith("PUT 403", "PUT 200");
    }

    @Test
    void whereOneIsOfAKindThatThisCallDoesNotTakeAnotherIsTaken() {
        control.quirks("{\"accessTokens\":\"NOTHING\"}");
        Connector connector = pool(ACCESS, ALL);

        connector.setRole(PAYMENTS_API, KEN, "read");

        assertThat(writes()).containsExactly("PUT 403", "PUT 200");
    }

    @Test
    void onlyThatAllLackTheRightIsFinalAndItIsSaidThatTheCredentialsAreAtFault() {
        Connector connector = pool(FEW, credential("few-too", "hallpass-bot@acme.example", "read-only-token"));

        for (int time = 1; time <= 2; time++) {
            assertThatThrownBy(() -> connector.setRole(PAYMENTS_API, KEN, "read"))
                    .isInstanceOfSatisfying(
                            ConnectorException.Forbidden.class,
                            refused -> assertThat(refused.credentialBlamed()).isTrue())
                    .hasMessageContaining("privilege scopes");
        }

        assertThat(writes()).containsExactly("PUT 403", "PUT 403", "PUT 403", "PUT 403");
    }

    @Test
    void aRefusalThatBlamesNoCredentialIsFinalAtOnce() {
        control.fault("{\"method\":\"PUT\",\"status\":403,\"contentType\":\"application/json\","
                + "\"body\":\"{\\\"error\\\":{\\\"message\\\":\\\"No\\\"}}\"}");
        Connector connector = pool(ALL, credential("all-too", "hallpass-bot@acme.example", "demo-token"));

        assertThatThrownBy(() -> connector.setRole(PAYMENTS_API, KEN, "read"))
                .isInstanceOfSatisfying(
                        ConnectorException.Forbidden.class,
                        refused -> assertThat(refused.credentialBlamed()).isFalse());
        assertThat(writes()).containsExactly("PUT 403");
    }

    private static List<String> writes() {
        return control.outcomes().stream()
                .filter(each -> each.startsWith("PUT"))
                .toList();
    }

    private Connector pool(CredentialSettings... credentials) {
        return new BitbucketCloudConnectorFactory(Surroundings.alone(meters, clock))
                .create(TestApplication.at(standIn.baseUrl())
                        .credentials(credentials)
                        .requestTimeout(Duration.ofMinutes(1))
                        .settings());
    }

    private static CredentialSettings credential(String name, @Nullable String user, String token) {
        return new CredentialSettings(name, user, token, null, 1_000, null);
    }
}
