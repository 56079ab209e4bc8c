package dev.hallpass.connector.bitbucket.datacenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.DiscoveredPage;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.http.RecordingHttpClient;
import dev.hallpass.connector.http.SentCalls;
import dev.hallpass.connector.http.Surroundings;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterDescription;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the connector sends, and what it was answered, is as Atlassian's description of the API says. */
class DataCenterConnectorContractTest extends DataCenterConnectorTest {

    private final RecordingHttpClient http = new RecordingHttpClient();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void everyCallOfTheConnectorIsAsDescribed() {
        use(Map.of());
        use(Map.of("effective-roles", "computed"));
        useSmallPages();

        assertThat(http.exchanges()).hasSizeGreaterThan(60);
        SentCalls.requireAllOperations(Path.of("src/main/java/dev/hallpass/connector/bitbucket/datacenter"), meters);
        SentCalls.requireAsListed(
                Path.of("src/test/resources/contract/bitbucket-datacenter-calls.txt"), http.exchanges());
        DataCenterDescription description = DataCenterDescription.orSkip();
        for (RecordingHttpClient.Exchange exchange : http.exchanges()) {
            String what = exchange.request() + " " + exchange.status();
            assertThat(description.requestProblems(
                            exchange.request().method(),
                            exchange.request().uri(),
                            exchange.request()
                                    .headers()
                                    .firstValue("Content-Type")
                                    .orElse(null),
                            exchange.requestBody()))
                    .as(what)
                    .isEmpty();
            assertThat(description.responseProblems(
                            exchange.request().method(),
                            exchange.request().uri(),
                            exchange.status(),
                            exchange.contentType(),
                            exchange.body()))
                    .as(what)
                    .isEmpty();
        }
    }

    @Test
    void theDescriptionRefusesWhatTheConnectorNeverSends() {
        DataCenterDescription description = DataCenterDescription.orSkip();
        Addresses addresses = new Addresses(standIn.baseUrl());
        String wrong = addresses
                .permission(Place.of("PAY/api"), "ken", Level.REPO_READ)
                .toString()
                .replace("REPO_READ", "REPO_NOTHING");

        assertThat(description.requestProblems("PUT", URI.create(wrong), null, null))
                .isNotEmpty();
        assertThat(description.requestProblems(
                        "POST", addresses.addUsers(), "application/json", "{\"users\":\"not a list\"}"))
                .isNotEmpty();
        String effective =
                addresses.usersWith(Level.REPO_READ, Place.of("PAY/api")).toString();
        assertThat(description.requestProblems("GET", URI.create(effective), null, null))
                .isEmpty();
        for (String name : List.of("projectKey", "repositorySlug")) {
            assertThat(description.requestProblems("GET", URI.create(effective.replace(name, name + "s")), null, null))
                    .as("misspelt " + name)
                    .isNotEmpty();
        }
    }

    private void use(Map<String, String> options) {
        control.reset();
        Connector connector = new DataCenterConnectorFactory(Surroundings.alone(meters, Clock.systemUTC()))
                .create(settings(List.of(TOKEN, PASSWORD), options, Duration.ofSeconds(20)), http);
        for (ResourceKind kind : connector.kinds()) {
            read(connector, new DiscoveryScope.Resources(kind));
        }
        read(connector, new DiscoveryScope.Accounts());
        read(connector, new DiscoveryScope.Members(DEVELOPERS));
        read(connector, new DiscoveryScope.Permissions(API));
        read(connector, new DiscoveryScope.Permissions(WEB));
        read(connector, new DiscoveryScope.Permissions(SERVER));
        for (String role : List.of("read", "write", "admin")) {
            connector.setRole(API, PLUS, role);
            connector.setRole(PAY, SPACE, role);
        }
        read(connector, new DiscoveryScope.Permissions(PAY));
        read(connector, new DiscoveryScope.Itself(API));
        read(connector, new DiscoveryScope.Itself(PAY));
        connector.explicitRoles(API, Set.of("ada", "ken"));
        connector.explicitRole(DEVELOPERS, "ada");
        connector.effectiveRole(API, "ken");
        connector.effectiveRoles(API, Set.of("ada", "ken", "grace"));
        connector.effectiveRole(PAY, SPACE);
        connector.removeRole(API, PLUS);
        connector.removeRole(PAY, SPACE);
        connector.setRole(DEVELOPERS, "ada", "member");
        connector.removeRole(DEVELOPERS, "ada");
        assertThatThrownBy(() -> connector.setRole(API, "nobody", "read"))
                .isInstanceOf(ConnectorException.NotFound.class);
        assertThatThrownBy(() -> connector.setRole(group("none"), "ada", "member"))
                .isInstanceOf(ConnectorException.NotFound.class);
        control.deleteRepository("PAY/api");
        connector.presence(API);
        connector.presence(SERVER);
        connector.presence(DEVELOPERS);
        connector.explicitRole(SERVER, "hallpass-bot");
        assertThatThrownBy(() -> connector.setRole(DEVELOPERS, "ldap-user", "member"))
                .isInstanceOf(ConnectorException.ByHand.class);
        control.renameProject("PAY", "PAID");
        connector.explicitRole(PAY, "alan");
    }

    private void useSmallPages() {
        control.reset();
        control.quirks("{\"greatestPage\":1}");
        Connector connector = new DataCenterConnectorFactory(Surroundings.alone(meters, Clock.systemUTC()))
                .create(settings(List.of(TOKEN, PASSWORD), Map.of(), Duration.ofSeconds(20)), http);
        for (ResourceKind kind : connector.kinds()) {
            read(connector, new DiscoveryScope.Resources(kind));
        }
        read(connector, new DiscoveryScope.Accounts());
        read(connector, new DiscoveryScope.Members(DEVELOPERS));
        read(connector, new DiscoveryScope.Permissions(API));
        connector.effectiveRoles(API, Set.of("ada", "ken", "grace"));
    }

    private static void read(Connector connector, DiscoveryScope scope) {
        String cursor = null;
        do {
            DiscoveredPage page = connector.discover(scope, cursor);
            cursor = page.next();
        } while (cursor != null);
    }
}
