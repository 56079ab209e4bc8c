package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.http.RecordingHttpClient;
import dev.hallpass.connector.http.SentCalls;
import dev.hallpass.connector.http.Surroundings;
import dev.hallpass.embedded.bitbucket.BitbucketDescription;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the connector sends, and what it was answered, is as Atlassian's description of the API says. */
class BitbucketCloudContractTest extends StandInTest {

    private final RecordingHttpClient http = new RecordingHttpClient();
    private final Connector connector = new BitbucketCloudConnectorFactory(
                    Surroundings.alone(meters, Clock.systemUTC()))
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
        requireAsDescribed(description);
    }

    @Test
    void everyCallForProjectsAndDiscoveryIsAsDescribed() {
        BitbucketDescription description = BitbucketDescription.orSkip();
        ConnectedResource project =
                new ConnectedResource(ResourceKind.PROJECT, "{b0000000-0000-4000-8000-000000000001}", "acme/PAY");

        connector.discover(new DiscoveryScope.Resources(ResourceKind.WORKSPACE), null);
        connector.discover(new DiscoveryScope.Resources(ResourceKind.PROJECT), null);
        connector.discover(new DiscoveryScope.Accounts(), null);
        @Nullable
        String groups = connector
                .discover(new DiscoveryScope.Permissions(MOBILE_APP), null)
                .next();
        while (groups != null) {
            groups = connector
                    .discover(new DiscoveryScope.Permissions(MOBILE_APP), groups)
                    .next();
        }
        for (String role : new String[] {"read", "write", "create-repo", "admin"}) {
            connector.setRole(project, KEN, role);
        }
        connector.effectiveRole(project, KEN);
        connector.removeRole(project, KEN);
        connector.presence(MISSING);

        requireAsDescribed(description);
    }

    @Test
    void everyCallThatTheConnectorCanSendIsChecked() {
        ConnectedResource workspace =
                new ConnectedResource(ResourceKind.WORKSPACE, "{d0000000-0000-4000-8000-000000000001}", "acme");
        ConnectedResource project =
                new ConnectedResource(ResourceKind.PROJECT, "{b0000000-0000-4000-8000-000000000001}", "acme/PAY");
        for (ResourceKind kind : ResourceKind.values()) {
            read(new DiscoveryScope.Resources(kind));
        }
        for (ConnectedResource each : List.of(workspace, project, MOBILE_APP)) {
            read(new DiscoveryScope.Permissions(each));
            connector.presence(each);
        }
        read(new DiscoveryScope.Itself(project));
        read(new DiscoveryScope.Itself(MOBILE_APP));
        connector.setRole(project, KEN, "write");
        connector.effectiveRole(project, KEN);
        connector.removeRole(project, KEN);
        connector.setRole(PAYMENTS_API, KEN, "write");
        connector.explicitRole(PAYMENTS_API, KEN);
        connector.explicitRoles(PAYMENTS_API, Set.of(ADA, KEN, GRACE, LINUS));
        connector.effectiveRoles(PAYMENTS_API, Set.of(ADA, KEN, GRACE, LINUS));
        connector.effectiveRole(PAYMENTS_API, KEN);
        connector.removeRole(PAYMENTS_API, KEN);
        assertThatThrownBy(() -> connector.setRole(PAYMENTS_API, OUTSIDER, "read"))
                .isInstanceOf(ConnectorException.NotAMember.class);
        ConnectedResource group = new ConnectedResource(ResourceKind.GROUP, "developers", "acme/developers");
        read(new DiscoveryScope.Members(group));
        connector.setRole(group, KEN, "member");
        connector.removeRole(group, KEN);
        control.quirks("{\"noneIsNotFound\":true}");
        assertThat(connector.explicitRole(PAYMENTS_API, KEN)).isEmpty();
        connector.presence(MISSING);
        control.call(
                "POST",
                "workspace",
                "{\"repositories\":120,\"projects\":3,\"people\":120,\"groups\":2,\"randomSeed\":1}");
        read(new DiscoveryScope.Resources(ResourceKind.REPOSITORY));
        read(new DiscoveryScope.Accounts());

        SentCalls.requireAllOperations(Path.of("src/main/java/dev/hallpass/connector/bitbucket/cloud"), meters);
        SentCalls.requireAsListed(Path.of("src/test/resources/contract/bitbucket-cloud-calls.txt"), http.exchanges());
        requireAsDescribed(BitbucketDescription.orSkip());
    }

    private void read(DiscoveryScope scope) {
        @Nullable String cursor = null;
        do {
            cursor = connector.discover(scope, cursor).next();
        } while (cursor != null);
    }

    private void requireAsDescribed(BitbucketDescription description) {
        assertThat(http.exchanges()).isNotEmpty();
        for (RecordingHttpClient.Exchange exchange : http.exchanges()) {
            if (exchange.request().uri().getPath().startsWith("/1.0/")) {
                // See GroupsContractTest.
                continue;
            }
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
