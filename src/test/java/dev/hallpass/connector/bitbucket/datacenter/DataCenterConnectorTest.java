package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.ApplicationSettings;
import dev.hallpass.connector.BudgetShares;
import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.CredentialSettings;
import dev.hallpass.connector.DriftResponse;
import dev.hallpass.connector.Fulfilment;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.http.JsonApi;
import dev.hallpass.connector.http.Surroundings;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterControl;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandIn;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandInSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests of the connector against the stand-in. */
abstract class DataCenterConnectorTest {

    static final ConnectedResource API = new ConnectedResource(ResourceKind.REPOSITORY, "11", "PAY/api");
    static final ConnectedResource LEDGER = new ConnectedResource(ResourceKind.REPOSITORY, "12", "PAY/ledger");
    static final ConnectedResource SHOP = new ConnectedResource(ResourceKind.REPOSITORY, "21", "WEB/shop");
    static final ConnectedResource NOTES = new ConnectedResource(ResourceKind.REPOSITORY, "31", "~ada/notes");
    static final ConnectedResource PAY = new ConnectedResource(ResourceKind.PROJECT, "1", "PAY");
    static final ConnectedResource WEB = new ConnectedResource(ResourceKind.PROJECT, "2", "WEB");
    static final ConnectedResource SERVER = new ConnectedResource(ResourceKind.WORKSPACE, "server", "localhost");
    static final ConnectedResource DEVELOPERS = group("developers");
    static final String PLUS = "admin+729@acme.example";
    static final String SPACE = "jane doe#1";
    static final CredentialSettings TOKEN = credential(null, "bot-token");
    static final CredentialSettings PASSWORD = credential("hallpass-bot", "bot-password");

    @SuppressWarnings("NullAway.Init") // before all tests
    static DataCenterStandIn standIn;

    @SuppressWarnings("NullAway.Init") // before all tests
    static DataCenterControl control;

    final Connector connector = connector(List.of(TOKEN, PASSWORD), Map.of());

    @BeforeAll
    static void startStandIn() {
        standIn = DataCenterStandIn.start(new DataCenterStandInSettings(
                0, null, Path.of("src/test/resources/embedded/bitbucket-datacenter-test-seed.json")));
        control = new DataCenterControl(standIn.baseUrl());
    }

    @AfterAll
    static void stopStandIn() {
        standIn.close();
    }

    @BeforeEach
    void resetStandIn() {
        control.reset();
    }

    static ConnectedResource group(String name) {
        return new ConnectedResource(ResourceKind.GROUP, name, name);
    }

    static CredentialSettings credential(@Nullable String user, String secret) {
        return new CredentialSettings(null, user, secret, null, null, null);
    }

    static Connector connector(List<CredentialSettings> credentials, Map<String, String> options) {
        return connector(
                settings(credentials, options, Duration.ofSeconds(20)), JsonApi.httpClient(Duration.ofSeconds(5)));
    }

    static Connector connector(ApplicationSettings settings, HttpClient http) {
        return new DataCenterConnectorFactory(Surroundings.alone(new SimpleMeterRegistry(), Clock.systemUTC()))
                .create(settings, http);
    }

    static ApplicationSettings settings(
            List<CredentialSettings> credentials, Map<String, String> options, Duration retryBudget) {
        return new ApplicationSettings(
                "acme-dc",
                "bitbucket-datacenter",
                standIn.baseUrl(),
                null,
                null,
                null,
                null,
                null,
                1_000_000,
                BudgetShares.USUAL,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                4,
                retryBudget,
                Duration.ofMillis(20),
                credentials,
                Fulfilment.AUTOMATIC,
                "administrators",
                DriftResponse.REPORT,
                "webhook-secret",
                options);
    }
}
