package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.DiscoveredResource;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.http.RecordingHttpClient;
import dev.hallpass.connector.http.Surroundings;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The scopes that the connector says it needs are those of the calls it makes, by the description of the API. */
class TokenScopesTest extends StandInTest {

    private static final Path DESCRIPTION = Path.of("..", "shared", "specs", "bitbucket-cloud-2.0.swagger.v3.json");

    private final RecordingHttpClient http = new RecordingHttpClient();
    private final Connector connector = new BitbucketCloudConnectorFactory(
                    Surroundings.alone(meters, Clock.systemUTC()))
            .create(TestApplication.at(standIn.baseUrl()).settings(), http);

    @ParameterizedTest
    @EnumSource(ResourceKind.class)
    void readingNeedsTheScopesOfItsCalls(ResourceKind kind) {
        ConnectedResource resource = first(kind);
        connector.discover(new DiscoveryScope.Permissions(resource), null);
        connector.presence(resource);
        if (kind == ResourceKind.GROUP) {
            connector.discover(new DiscoveryScope.Members(resource), null);
        }
        if (kind != ResourceKind.WORKSPACE) {
            connector.explicitRole(resource, KEN);
            connector.effectiveRole(resource, KEN);
        }
        // Whether something is gone depends on what we are in the workspace.
        connector.presence(new ConnectedResource(kind, "{c0000000-0000-4000-8000-000000000777}", "acme/gone"));

        assertThat(connector.rights(kind).toRead()).containsExactlyInAnyOrderElementsOf(needed());
    }

    @ParameterizedTest
    @EnumSource(value = ResourceKind.class, names = "WORKSPACE", mode = EnumSource.Mode.EXCLUDE)
    void changingNeedsTheScopesOfItsCallsToo(ResourceKind kind) {
        ConnectedResource resource = first(kind);
        connector.removeRole(resource, KEN);
        connector.setRole(resource, KEN, connector.roles(kind).getFirst());
        connector.removeRole(resource, KEN);
        Set<String> needed = needed();
        needed.addAll(connector.rights(kind).toRead());

        assertThat(connector.rights(kind).toChange()).containsExactlyInAnyOrderElementsOf(needed);
        assertThat(needed).hasSizeGreaterThan(connector.rights(kind).toRead().size());
    }

    @Test
    void theDocumentationNamesEachOfThem() throws IOException {
        String connectors = Files.readString(Path.of("docs", "connectors.md"));
        String readme = Files.readString(Path.of("README.md"));
        for (ResourceKind kind : ResourceKind.values()) {
            Set<String> all = new TreeSet<>(connector.rights(kind).toRead());
            all.addAll(connector.rights(kind).toChange());
            assertThat(all).allSatisfy(scope -> {
                assertThat(connectors).contains(scope);
                assertThat(readme).contains(scope.replace(":bitbucket", ""));
            });
        }
    }

    private ConnectedResource first(ResourceKind kind) {
        return connector.discover(new DiscoveryScope.Resources(kind), null).items().stream()
                .filter(DiscoveredResource.class::isInstance)
                .map(DiscoveredResource.class::cast)
                .map(found -> new ConnectedResource(kind, found.externalId(), found.path()))
                .findFirst()
                .orElseThrow();
    }

    private Set<String> needed() {
        JsonNode second = described(DESCRIPTION);
        JsonNode first = described(GroupsContractTest.CONTRACT);
        Set<String> scopes = new TreeSet<>();
        for (RecordingHttpClient.Exchange exchange : http.exchanges()) {
            HttpRequest request = exchange.request();
            String path = request.uri().getRawPath();
            scopes.addAll(scopes(path.startsWith("/1.0/") ? first : second, request.method(), path.substring(4)));
        }
        return scopes;
    }

    /** Of the described path that fits and has fewest variables. */
    private static Set<String> scopes(JsonNode description, String method, String path) {
        String fits = description.path("paths").propertyNames().stream()
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .min((one, other) -> Long.compare(variables(one), variables(other)))
                .orElseThrow(() -> new AssertionError(path + " is not described"));
        Set<String> scopes = new TreeSet<>();
        JsonNode call = description.path("paths").path(fits).path(method.toLowerCase(Locale.ROOT));
        call.path("x-atlassian-oauth2-scopes").path(0).path("scopes").forEach(scope -> scopes.add(scope.asString()));
        assertThat(scopes).as(method + " " + fits).isNotEmpty();
        return scopes;
    }

    private static long variables(String template) {
        return template.chars().filter(each -> each == '{').count();
    }

    @SuppressWarnings("SystemOut") // a skipped contract must be seen
    private static JsonNode described(Path file) {
        if (!Files.isRegularFile(file)) {
            System.err.println("SKIPPED: scopes of Bitbucket Cloud, because " + file + " is missing");
        }
        Assumptions.assumeTrue(Files.isRegularFile(file), file + " is missing, the scopes are NOT checked");
        return new JsonMapper().readTree(file.toFile());
    }
}
