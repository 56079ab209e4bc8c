package dev.hallpass.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.ProductionStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * What holds of a Hallpass with the very variables and secret files that {@code docker-compose.yml} gives it. Only the
 * addresses are those of the test: the engine over its network addresses, PostgreSQL by JDBC, bearer tokens of an
 * identity provider.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProductionContract {

    private static final String AUDIENCE = "hallpass";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final IdentityProvider provider = IdentityProvider.start();
    private final ProductionStack stack = new ProductionStack();

    /** Starts Hallpass with these environment variables. */
    abstract void start(ProductionStack around, Map<String, String> environment);

    @BeforeAll
    void startHallpass() {
        start(stack, environment());
    }

    @AfterAll
    void stop() {
        stack.close();
        provider.close();
    }

    private Map<String, String> environment() {
        ComposeFile compose = ComposeFile.ofProject();
        Map<String, String> environment = new TreeMap<>(compose.environment("hallpass"));
        Path secrets = writeSecrets(compose);
        environment.replaceAll((name, value) -> value.replace("/run/secrets", secrets.toString())
                .replace("/etc/hallpass", stack.folder().toString()));
        replace(environment, "SPRING_DATASOURCE_URL", stack.database().jdbcUrl());
        replace(environment, "SPRING_DATASOURCE_USERNAME", stack.database().username());
        replace(environment, "HALLPASS_CAMUNDA_GRPCADDRESS", stack.grpcAddress());
        replace(environment, "HALLPASS_CAMUNDA_RESTADDRESS", stack.restAddress());
        replace(environment, "HALLPASS_APPLICATIONS_0_NAME", Acme.WORKSPACE);
        replace(environment, "HALLPASS_APPLICATIONS_0_BASEURL", stack.bitbucketAddress());
        replace(environment, "HALLPASS_APPLICATIONS_0_WORKSPACE", Acme.WORKSPACE);
        replace(environment, "HALLPASS_APPLICATIONS_0_EMAIL", "hallpass-bot@acme.example");
        replace(environment, "HALLPASS_SECURITY_OIDC_ISSUERURI", provider.issuer());
        replace(environment, "HALLPASS_SECURITY_OIDC_AUDIENCE", AUDIENCE);
        return environment;
    }

    private static void replace(Map<String, String> environment, String name, String value) {
        assertThat(environment).as("docker-compose.yml sets it").containsKey(name);
        environment.put(name, value);
    }

    private Path writeSecrets(ComposeFile compose) {
        Map<String, String> values = Map.of(
                "spring.datasource.password", stack.database().password(),
                "hallpass.camunda.password", "any; the embedded engine looks at none",
                "bitbucket-token", "test-token\n");
        try {
            Path folder = Files.createDirectory(stack.folder().resolve("secrets"));
            for (Map<String, Object> mounted :
                    ComposeFile.maps(compose.service("hallpass").get("secrets"))) {
                String file = String.valueOf(mounted.get("target"));
                assertThat(values).containsKey(file);
                Files.writeString(folder.resolve(file), values.get(file));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ApiClient anonymous() {
        return ApiClient.anonymous(stack.address());
    }

    private ApiClient as(String login) {
        return ApiClient.bearer(stack.address(), provider.token(login, AUDIENCE));
    }

    @Test
    void theHealthCheckOfTheContainerAnswers() {
        assertThat(anonymous().get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(anonymous().get("/actuator/health/liveness").status()).isEqualTo(200);
    }

    @Test
    void thereAreNoDemoAccounts() {
        assertThat(ApiClient.basic(stack.address(), "dev1")
                        .get("/api/v1/requests")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void onlyTokensOfTheProviderForHallpassAreAccepted() {
        assertThat(as("dev1").get("/api/v1/requests").status()).isEqualTo(200);

        assertThat(statusWith(provider.token("dev1", "another-application"))).isEqualTo(401);
        assertThat(statusWith(provider.expiredToken("dev1", AUDIENCE))).isEqualTo(401);
        assertThat(statusWith(provider.forgedToken("dev1", AUDIENCE))).isEqualTo(401);
        assertThat(statusWith("no.token.atall")).isEqualTo(401);
        assertThat(anonymous().get("/api/v1/requests").status()).isEqualTo(401);
    }

    private int statusWith(String token) {
        return ApiClient.bearer(stack.address(), token).get("/api/v1/requests").status();
    }

    @Test
    void theMainJobWorks() {
        awaitDiscovery();
        stack.bitbucket().setByHand("dev2", "payments", "read");

        String request = as("dev2")
                .post(
                        "/api/v1/requests",
                        Map.of(
                                "entitlements",
                                List.of(Map.of("resource", "payments", "role", "write")),
                                "duration",
                                "PT1H",
                                "justification",
                                "Fix the failed payout job"))
                .json()
                .path("id")
                .asString();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(as(Acme.OWNER)
                                .post("/api/v1/requests/%s/decisions".formatted(request), Map.of("decision", "APPROVE"))
                                .status())
                        .isBetween(200, 202));
        awaitState(request, "ACTIVE");
        assertThat(stack.bitbucket().permission("dev2", "payments")).isEqualTo("write");

        String grant = look(request).path("grants").path(0).path("id").asString();
        assertThat(as("dev2").post("/api/v1/grants/%s/release".formatted(grant)).status())
                .isBetween(200, 202);
        awaitState(request, "ENDED");

        assertThat(stack.bitbucket().permission("dev2", "payments")).isEqualTo("read");
        assertThat(as(Acme.AUDITOR)
                        .get("/api/v1/audit/verify")
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whatOperatorsWatchIsThereForAuditorsOnly() {
        assertThat(as("dev1").get("/actuator/prometheus").status()).isEqualTo(403);

        assertThat(as(Acme.AUDITOR).get("/actuator/prometheus").text())
                .contains(
                        "hallpass_revocations_failing",
                        "hallpass_outbox_waiting",
                        "hallpass_sweeper_revocations_total",
                        "hallpass_ledger_converge_seconds_bucket",
                        "hallpass_connector_calls_seconds_count",
                        "hallpass_connector_budget_remaining");
    }

    private void awaitDiscovery() {
        await().atMost(SOON)
                .until(() -> as("dev2")
                        .get("/api/v1/catalog/resources?q=payments")
                        .text()
                        .contains("acme/payments"));
    }

    private JsonNode look(String request) {
        return as(Acme.AUDITOR).get("/api/v1/requests/" + request).json();
    }

    private void awaitState(String request, String state) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(look(request).path("state").asString()).isEqualTo(state));
    }
}
