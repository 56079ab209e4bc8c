package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterControl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What is renamed and moved while somebody has access to it stays what it was, and so does the grant. The lists are read
 * every hour only: whatever is known sooner was told by a webhook.
 */
class MovedResourcesTest extends HallpassTest {

    private static final String SECRET = "webhook-test-secret";
    private static final String SHOP = "c0000000-0000-4000-8000-000000000002";
    private static final String SERVICE_3 = "c0000000-0000-4000-8000-000000000008";

    @SuppressWarnings("NullAway.Init") // before all tests
    private static TwoApplications own;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DataCenterControl dataCenter;

    @BeforeAll
    static void startAll(@TempDir Path folder) throws IOException {
        own = new TwoApplications(
                folder,
                Map.of("ada", "acme-dc: ada", "dev1", "acme: '557058:dev1'", Acme.ADMINISTRATOR, ""),
                List.of("acme/service-1", "acme/service-2", "PAY/ledger"),
                Map.of(
                        "hallpass.applications[0].webhook-secret",
                        SECRET,
                        "hallpass.applications[1].webhook-secret",
                        SECRET,
                        "hallpass.catalog.discovery-interval",
                        "PT1H"));
        dataCenter = own.dataCenter();
        HallpassStack stack = own.stack();
        stack.bitbucket().createProject("WEB");
        stack.bitbucket().setOnProjectByHand("dev1", "WEB", "read");
        stack.as(Acme.ADMINISTRATOR).post("/api/v1/applications/acme/discovery");
        for (String application : List.of("acme", "acme-dc")) {
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(stack.as(Acme.AUDITOR)
                                    .get("/api/v1/applications/%s/discovery".formatted(application))
                                    .json()
                                    .path("phase")
                                    .asString())
                            .isEqualTo("WATCHING"));
        }
        stack.bitbucket().tellTwice("http://localhost:%d/hooks/acme".formatted(stack.port()), SECRET);
    }

    @AfterAll
    static void stopAll() {
        own.close();
    }

    @Override
    protected HallpassStack stack() {
        return own.stack();
    }

    @Test
    void inTheCloudAGrantGoesWithItsRepositoryAndEndsThere() {
        String request = granted("dev1", "service-1", "write", "PT12S");
        String id = idOf("acme/service-1");

        bitbucket().rename("service-1", "payouts");
        bitbucket().move("payouts", "WEB");
        awaitPath(id, "acme/payouts");
        String during = bitbucket().permission("dev1", "payouts");
        List<String> paths = pathsTo(id, "557058:dev1");
        String meanwhile = state(request);
        awaitState(request, "ENDED");

        assertThat(meanwhile).isEqualTo("ACTIVE");
        assertThat(during).isEqualTo("write");
        assertThat(paths).contains("OWN write GRANTED", "PROJECT read STANDING");
        assertThat(bitbucket().permission("dev1", "payouts")).isEqualTo("none");
        assertThat(look(request).path("endReason").asString()).isEqualTo("EXPIRED");
        assertThat(pathsTo(id, "557058:dev1")).containsExactly("PROJECT read STANDING");
    }

    @Test
    void inTheDataCenterAGrantGoesWithItsRepositoryAndEndsThere() {
        String request = granted("ada", "PAY/ledger", "write", "PT12S");
        String id = idOf("PAY/ledger");

        dataCenter.move("PAY/ledger", "WEB", "books");
        assertThat(deliver(
                        "acme-dc",
                        "repo:modified",
                        "{\"new\":{\"id\":12,\"slug\":\"books\",\"project\":{\"id\":2,\"key\":\"WEB\"}}}",
                        SECRET))
                .isEqualTo(204);
        awaitPath(id, "WEB/books");
        String during = dataCenter.permission("ada", "WEB/books");
        String meanwhile = state(request);
        awaitState(request, "ENDED");

        assertThat(meanwhile).isEqualTo("ACTIVE");
        assertThat(during).isEqualTo("REPO_WRITE");
        assertThat(dataCenter.permission("ada", "WEB/books")).isEqualTo("none");
        assertThat(look(request).path("endReason").asString()).isEqualTo("EXPIRED");
        assertThat(pathsTo(id, "ada")).containsExactly("DEFAULT read STANDING");
    }

    @Test
    void aDeletedRepositoryEndsItsGrants() {
        String request = granted("dev1", "service-2", "write", "PT1H");

        bitbucket().delete("service-2");
        awaitState(request, "ENDED");

        assertThat(look(request).path("endReason").asString()).isEqualTo("RESOURCE_GONE");
    }

    @Test
    void aDeliveryCostsTheCallsOfItsResourceAndAForgedOrRepeatedOneNone() {
        String shop = "{\"repository\":{\"uuid\":\"{%s}\",\"full_name\":\"acme/shop\"}}".formatted(SHOP);
        assertThat(deliver("acme", "repo:updated", shop, SECRET)).isEqualTo(204);
        await().atMost(SOON).until(() -> about(SHOP).size() >= 3);
        List<String> first = about(SHOP);

        assertThat(deliver("acme", "repo:updated", shop, SECRET)).isEqualTo(204);
        assertThat(deliver("acme", "repo:updated", shop + " ", "another")).isEqualTo(401);
        assertThat(deliver("acme", "repo:push", shop + " ", SECRET)).isEqualTo(204);
        int before = bitbucket().calls(".").size();
        bitbucket().rename("service-3", "renamed");
        await().atMost(SOON).until(() -> about(SERVICE_3).size() >= 3);

        assertThat(first)
                .as("itself, and the permissions of users and of groups")
                .allMatch(path -> path.contains("/repositories/acme/"));
        assertThat(about(SHOP)).isEqualTo(first);
        List<String> since = paths(bitbucket().calls("."))
                .subList(before, paths(bitbucket().calls(".")).size());
        assertThat(since)
                .as("told twice, read once")
                .filteredOn(path -> path.contains(SERVICE_3))
                .hasSize(3);
        assertThat(since).noneMatch(path -> path.matches(".*/(projects|members|groups/acme)\\b.*"));
    }

    private List<String> about(String uuid) {
        return paths(bitbucket().calls(uuid));
    }

    private static List<String> paths(JsonNode calls) {
        List<String> paths = new ArrayList<>();
        calls.forEach(call -> paths.add(call.path("path").asString()));
        return paths;
    }

    private int deliver(String application, String event, String body, String secret) {
        ApiClient nobody = own.stack().anonymous();
        return nobody.with("X-Event-Key", event)
                .with("X-Hub-Signature", signature(secret, body))
                .send("POST", "/hooks/" + application, "application/json", body)
                .status();
    }

    private static String signature(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String idOf(String path) {
        return database()
                .sql("select id::text from resource where path = ?")
                .param(path)
                .query(String.class)
                .single();
    }

    private void awaitPath(String id, String path) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(as(Acme.OWNER)
                                .get("/api/v1/catalog/resources/" + id)
                                .json()
                                .path("path")
                                .asString())
                        .isEqualTo(path));
    }

    private List<String> pathsTo(String id, String account) {
        ApiClient.Response response = as(Acme.AUDITOR).get("/api/v1/catalog/resources/%s/access".formatted(id));
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        List<String> paths = new ArrayList<>();
        for (JsonNode access : response.json().path("items")) {
            if (access.path("account").asString().equals(account)) {
                access.path("paths")
                        .forEach(path -> paths.add("%s %s %s"
                                .formatted(
                                        path.path("kind").asString(),
                                        path.path("role").asString(),
                                        path.path("basis").asString())));
            }
        }
        return paths;
    }
}
