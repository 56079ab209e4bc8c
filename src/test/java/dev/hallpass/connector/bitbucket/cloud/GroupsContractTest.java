package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.VendorDescription;
import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.DiscoveredMember;
import dev.hallpass.connector.DiscoveredResource;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.http.RecordingHttpClient;
import dev.hallpass.connector.http.Surroundings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups are only in version 1.0 of the API, which no description tells of: both sides are held against our own. */
class GroupsContractTest extends StandInTest {

    static final Path CONTRACT = Path.of("src/test/resources/contract/bitbucket-cloud-1.0-groups.json");

    private static final String KENS_UUID = "{a0000000-0000-4000-8000-000000000002}";

    private final VendorDescription contract = VendorDescription.ours(CONTRACT, "/1.0");
    private final RecordingHttpClient http = new RecordingHttpClient();
    private final Connector connector = new BitbucketCloudConnectorFactory(
                    Surroundings.alone(meters, Clock.systemUTC()))
            .create(TestApplication.at(standIn.baseUrl()).settings(), http);

    @Test
    void everyCallOfGroupsIsAsAgreed() {
        ConnectedResource group = group();

        connector.discover(new DiscoveryScope.Members(group), null);
        connector.removeRole(group, KEN);
        connector.setRole(group, KEN, "member");
        connector.setRole(group, KEN, "member");
        assertThat(connector.explicitRole(group, KEN)).contains("member");
        connector.removeRole(group, KEN);
        assertThat(connector.explicitRole(group, KEN)).isEmpty();

        requireAsAgreed(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 405, 410})
    void refusalsOfAWorkspaceThatIsManagedElsewhereAreAsAgreed(int status) {
        ConnectedResource group = group();
        connector.removeRole(group, KEN);
        control.quirks("{\"adminHubMigrated\":true,\"adminHubStatus\":" + status + "}");

        assertThatThrownBy(() -> connector.setRole(group, KEN, "member")).isInstanceOf(ConnectorException.ByHand.class);
        assertThatThrownBy(() -> connector.explicitRole(nowhere(), KEN))
                .isInstanceOf(ConnectorException.NotFound.class);

        requireAsAgreed(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409})
    void refusalsOfWhatIsSoAlreadyAreAsAgreed(int status) {
        ConnectedResource group = group();
        connector.setRole(group, KEN, "member");
        control.quirks("{\"presentMemberStatus\":" + status + "}");

        connector.setRole(group, KEN, "member");

        assertThat(http.exchanges()).anyMatch(exchange -> exchange.status() == status);
        requireAsAgreed(4);
    }

    @Test
    void theContractRefusesWhatBitbucketWould() {
        URI byAccountId = URI.create("/1.0/groups/acme/developers/members/" + KEN);
        URI byUuid = URI.create("/1.0/groups/acme/developers/members/%7Ba0000000-0000-4000-8000-000000000002%7D");

        assertThat(requestProblems("PUT", byAccountId, "application/json", "{}"))
                .isNotEmpty();
        assertThat(requestProblems("PUT", byUuid, null, null)).isNotEmpty();
        assertThat(requestProblems("POST", byUuid, "application/json", "{}")).isNotEmpty();
        assertThat(requestProblems("PUT", byUuid, "application/json", "{}")).isEmpty();
        assertThat(contract.responseProblems("GET", "/1.0/groups/acme", 200, "application/json", "{\"values\":[]}"))
                .as("a page instead of an array")
                .isNotEmpty();
    }

    @Test
    void anAccountMayBeNamedByItsUuidTooAndIsFoundByEither() {
        ConnectedResource group = group();
        String inCapitals = KENS_UUID.toUpperCase(Locale.ROOT);

        connector.setRole(group, KENS_UUID, "member");

        assertThat(connector.explicitRoles(group, Set.of(KEN, KENS_UUID, inCapitals)))
                .isEqualTo(Map.of(KEN, "member", KENS_UUID, "member", inCapitals, "member"));
        assertThat(connector.discover(new DiscoveryScope.Members(group), null).items())
                .contains(new DiscoveredMember(KEN));
        connector.removeRole(group, KENS_UUID);
        assertThat(connector.explicitRole(group, KEN)).isEmpty();
    }

    @Test
    void rolesOfRepositoriesAreFoundByEitherIdToo() {
        connector.setRole(MOBILE_APP, KENS_UUID, "write");

        assertThat(connector.explicitRole(MOBILE_APP, KEN)).contains("write");
        assertThat(connector.explicitRole(MOBILE_APP, KENS_UUID)).contains("write");
        assertThat(connector.explicitRoles(MOBILE_APP, Set.of(KEN, KENS_UUID)).values())
                .containsExactly("write", "write");
        assertThat(connector.effectiveRole(MOBILE_APP, KENS_UUID)).contains("write");
        assertThat(connector.effectiveRoles(MOBILE_APP, Set.of(KEN, KENS_UUID)).values())
                .containsExactly("write", "write");
        connector.removeRole(MOBILE_APP, KEN);
        assertThat(connector.explicitRole(MOBILE_APP, KENS_UUID)).isEmpty();
    }

    private ConnectedResource group() {
        return connector.discover(new DiscoveryScope.Resources(ResourceKind.GROUP), null).items().stream()
                .map(found -> (DiscoveredResource) found)
                .map(found -> new ConnectedResource(ResourceKind.GROUP, found.externalId(), found.path()))
                .findFirst()
                .orElseThrow();
    }

    private static ConnectedResource nowhere() {
        return new ConnectedResource(ResourceKind.GROUP, "no-such-group", "acme/no-such-group");
    }

    private List<String> requestProblems(
            String method, URI address, @Nullable String contentType, @Nullable String body) {
        return contract.requestProblems(method, address, contentType, body, Set.of());
    }

    private void requireAsAgreed(int atLeast) {
        List<RecordingHttpClient.Exchange> ofGroups = http.exchanges().stream()
                .filter(exchange -> exchange.request().uri().getPath().startsWith("/1.0/"))
                .toList();
        assertThat(ofGroups).hasSizeGreaterThanOrEqualTo(atLeast);
        for (RecordingHttpClient.Exchange exchange : ofGroups) {
            String what = exchange.request() + " " + exchange.status();
            assertThat(contract.requestProblems(
                            exchange.request().method(),
                            exchange.request().uri(),
                            exchange.request()
                                    .headers()
                                    .firstValue("Content-Type")
                                    .orElse(null),
                            exchange.requestBody(),
                            Set.of()))
                    .as(what)
                    .isEmpty();
            assertThat(contract.responseProblems(
                            exchange.request().method(),
                            exchange.request().uri().getRawPath(),
                            exchange.status(),
                            exchange.contentType(),
                            exchange.body()))
                    .as(what)
                    .isEmpty();
        }
    }
}
