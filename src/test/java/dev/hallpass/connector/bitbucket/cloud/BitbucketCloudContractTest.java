package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.http.RecordingHttpClient;
import dev.hallpass.embedded.bitbucket.BitbucketDescription;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the connector sends, and what it was answered, is as Atlassian's description of the API says. */
class BitbucketCloudContractTest extends StandInTest {

    private final RecordingHttpClient http = new RecordingHttpClient();
    private final Connector connector = new BitbucketCloudConnectorFactory(meters, Clock.systemUTC())
            .create(TestApplication.at(standIn.baseUrl()).settings(), http);

    @Test
    void everyCallOfTheConnectorIsAsDescribed() {
        BitbucketDescription description = BitbucketDescription.orSkip();

        connector.discover(new DiscoveryScope.Resources(ResourceKind.REPOSITORY), null);
        connector.explicitRoles(MOBILE_APP, Set.of(ADA));
        connector.explicitRole(PAYMENTS_API, ADA);
        for (String role : new String[] {"read", "write", "admin"}) {
            connector.setRole(PAYMENTS_API, KEN, role);
        }
        connector.effectiveRole(PAYMENTS_API, KEN);
        connector.removeRole(PAYMENTS_API, KEN);
        assertThatThrownBy(() -> connector.setRole(PAYMENTS_API, OUTSIDER, "read"))
                .isInstanceOf(ConnectorException.NotAMember.class);
        assertThatThrownBy(() -> connector.explicitRole(MISSING, ADA)).isInstanceOf(ConnectorException.NotFound.class);

        assertThat(http.exchanges()).hasSize(12);
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
        BitbucketDescription description = BitbucketDescription.orSkip();
        Addresses addresses = new Addresses(standIn.baseUrl(), "acme");

        assertThat(description.requestProblems(
                        "PUT",
                        Addresses.userPermission(addresses.repository(PAYMENTS_API.externalId()), ADA),
                        "application/json",
                        "{\"permission\":\"none\"}"))
                .isNotEmpty();
    }
}
