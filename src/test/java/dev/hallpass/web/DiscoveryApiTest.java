package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassStack;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Progress of discovery, and webhook deliveries, over the whole. */
class DiscoveryApiTest {

    private static final String DISCOVERY = "/api/v1/applications/acme/discovery";
    private static final String PLAIN = "The last reading failed; administrators see why.";
    private static final String SECRET = "webhook-test-secret";
    private static final String BODY = """
        {"repository":{"type":"repository","uuid":"{c0000000-0000-4000-8000-000000000002}","full_name":"acme/shop"}}
        """;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static HallpassStack stack;

    @BeforeAll
    static void start() {
        stack = HallpassStack.start(Map.of("hallpass.applications[0].webhook-secret", SECRET));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static String signature(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(BODY.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Response deliver(String application, ApiClient client) {
        return client.with("X-Event-Key", "repo:updated")
                .send("POST", "/hooks/" + application, "application/json", BODY);
    }

    @Test
    void everybodySeesHowFarItIs() {
        for (String viewer : List.of(Acme.AUDITOR, Acme.ADMINISTRATOR, Acme.OWNER)) {
            Response response = stack.as(viewer).get(DISCOVERY);
            assertThat(response.status()).as(response.text()).isEqualTo(200);
            assertThat(response.json().path("application").asString()).isEqualTo("acme");
            assertThat(response.json().path("phase").asString()).isNotBlank();
        }
        assertThat(stack.anonymous().get(DISCOVERY).status()).isEqualTo(401);
        assertThat(stack.as(Acme.AUDITOR)
                        .get("/api/v1/applications/nothing/discovery")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatWentWrongIsToldToAuditorsAndAdministratorsOnly() {
        stack.bitbucket().fail(Map.of("path", "/workspaces/acme/members", "status", 503));
        try {
            stack.as(Acme.ADMINISTRATOR).post(DISCOVERY);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(problem(Acme.AUDITOR, DISCOVERY)).contains("503"));

            for (String told : List.of(Acme.AUDITOR, Acme.ADMINISTRATOR)) {
                assertThat(problem(told, DISCOVERY)).as(told).contains("503");
                assertThat(problemOfApplication(told)).as(told).contains("503");
            }
            assertThat(problem(Acme.OWNER, DISCOVERY)).isEqualTo(PLAIN);
            assertThat(problemOfApplication(Acme.OWNER)).isEqualTo(PLAIN);
        } finally {
            stack.bitbucket().heal();
        }
    }

    private static String problem(String viewer, String address) {
        return stack.as(viewer).get(address).json().path("problem").asString("");
    }

    private static String problemOfApplication(String viewer) {
        return stack.as(viewer)
                .get("/api/v1/applications/acme")
                .json()
                .path("discovery")
                .path("problem")
                .asString("");
    }

    @Test
    void onlyAdministratorsBeginItAndItIsFinished() {
        assertThat(stack.as(Acme.AUDITOR).post(DISCOVERY).status()).isEqualTo(403);
        assertThat(stack.as(Acme.OWNER).post(DISCOVERY).status()).isEqualTo(403);
        assertThat(stack.anonymous().post(DISCOVERY).status()).isEqualTo(401);
        assertThat(stack.as(Acme.ADMINISTRATOR)
                        .post("/api/v1/applications/nothing/discovery")
                        .status())
                .isEqualTo(404);

        Response begun = stack.as(Acme.ADMINISTRATOR).post(DISCOVERY);

        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(stack.as(Acme.AUDITOR)
                                .get(DISCOVERY)
                                .json()
                                .path("completedAt")
                                .asString(""))
                        .isNotEmpty());
    }

    @Test
    void aDeliveryCountsOnlyWithTheRightSignature() {
        ApiClient nobody = stack.anonymous();

        assertThat(deliver("acme", nobody).status()).isEqualTo(401);
        assertThat(deliver("acme", nobody.with("X-Hub-Signature", signature("another")))
                        .status())
                .isEqualTo(401);
        assertThat(deliver("nothing", nobody.with("X-Hub-Signature", signature(SECRET)))
                        .status())
                .isEqualTo(401);

        Response taken = deliver("acme", nobody.with("X-Hub-Signature", signature(SECRET)));

        assertThat(taken.status()).as(taken.text()).isEqualTo(204);
        assertThat(deliver("acme", nobody.with("X-Hub-Signature", signature(SECRET)))
                        .status())
                .as("twice does no harm")
                .isEqualTo(204);
    }
}
