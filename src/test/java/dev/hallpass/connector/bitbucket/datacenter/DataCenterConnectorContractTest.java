package dev.hallpass.connector.bitbucket.datacenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.DiscoveredPage;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.http.RecordingHttpClient;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterDescription;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the connector sends, and what it was answered, is as Atlassian's description of the API says. */
class DataCenterConnectorContractTest extends DataCenterConnectorTest {

    private final RecordingHttpClient http = new RecordingHttpClient();

    @Test
    void everyCallOfTheConnectorIsAsDescribed() {
        DataCenterDescription description = DataCenterDescription.orSkip();
        use(Map.of());
        use(Map.of("effective-roles", "computed"));

        assertThat(http.exchanges()).hasSizeGreaterThan(60);
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
    }

    private void use(Map<String, String> options) {
        control.reset();
        Connector connector = connector(settings(List.of(TOKEN, PASSWORD), options, Duration.ofSeconds(20)), http);
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
        connector.explicitRoles(API, Set.of("ada", "ken"));
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
    }

    private static void read(Connector connector, DiscoveryScope scope) {
        String cursor = null;
        do {
            DiscoveredPage page = connector.discover(scope, cursor);
            cursor = page.next();
        } while (cursor != null);
    }
}
