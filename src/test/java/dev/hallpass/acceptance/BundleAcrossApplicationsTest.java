package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterControl;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandIn;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandInSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Several entitlements as one, of which some are in Bitbucket Cloud and some in Bitbucket Data Center. */
class BundleAcrossApplicationsTest extends HallpassTest {

    private static final String BUNDLES = "/api/v1/bundle-requests/";

    @SuppressWarnings("NullAway.Init") // before all tests
    private static HallpassStack own;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DataCenterStandIn standIn;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DataCenterControl dataCenter;

    @BeforeAll
    static void startAll(@TempDir Path folder) throws IOException {
        standIn = DataCenterStandIn.start(new DataCenterStandInSettings(
                0, null, Path.of("src/test/resources/embedded/bitbucket-datacenter-test-seed.json")));
        dataCenter = new DataCenterControl(standIn.baseUrl());
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("hallpass.applications[1].name", "acme-dc");
        settings.put("hallpass.applications[1].type", "bitbucket-datacenter");
        settings.put("hallpass.applications[1].base-url", standIn.baseUrl());
        settings.put("hallpass.applications[1].calls-per-hour", 10_000_000);
        settings.put("hallpass.applications[1].credentials[0].token", "bot-token");
        settings.put("hallpass.applications[1].credentials[1].user", "hallpass-bot");
        settings.put("hallpass.applications[1].credentials[1].token", "bot-password");
        settings.put("hallpass.identity.directory", directory(folder).toUri());
        settings.put("hallpass.catalog.file", catalog(folder).toUri());
        own = HallpassStack.start(settings);
    }

    @AfterAll
    static void stopAll() {
        own.close();
        standIn.close();
    }

    @Override
    protected HallpassStack stack() {
        return own;
    }

    /** The same person has an account of another name in each. */
    private static Path directory(Path folder) throws IOException {
        return Files.writeString(folder.resolve("directory.yaml"), """
            people:
              - {id: dev1, name: dev1, email: dev1@acme.example, groups: [engineering], employment: EMPLOYEE, manager: manager, accounts: {acme: "557058:dev1", acme-dc: alan}}
              - {id: dev2, name: dev2, email: dev2@acme.example, groups: [engineering], employment: EMPLOYEE, manager: manager, accounts: {acme: "557058:dev2", acme-dc: Linus}}
              - {id: owner, name: owner, email: owner@acme.example, groups: [engineering], employment: EMPLOYEE, manager: manager}
              - {id: manager, name: manager, email: manager@acme.example, groups: [engineering], employment: EMPLOYEE}
              - {id: auditor, name: auditor, email: auditor@acme.example, groups: [auditors], employment: EMPLOYEE, manager: manager}
            """);
    }

    private static Path catalog(Path folder) throws IOException {
        return Files.writeString(folder.resolve("catalog.yaml"), """
            resources:
              - {application: acme, path: acme/service-1, sensitivity: CONFIDENTIAL, owners: [owner], tags: [tested]}
              - {application: acme-dc, path: WEB/shop, sensitivity: CONFIDENTIAL, owners: [owner], tags: [tested]}
            """);
    }

    @Test
    void bothComeTogetherAndGoAtTheirEnd() {
        String bundle = agreed("dev1", "PT6S");

        awaitBundle(bundle, "IN_FORCE");
        String inCloud = bitbucket().permission("dev1", "service-1");
        String inDataCenter = dataCenter.permission("alan", "WEB/shop");
        awaitBundle(bundle, "ENDED");

        assertThat(inCloud).isEqualTo("write");
        assertThat(inDataCenter).isEqualTo("REPO_WRITE");
        assertThat(bitbucket().permission("dev1", "service-1")).isEqualTo("none");
        assertThat(dataCenter.permission("alan", "WEB/shop")).isEqualTo("none");
    }

    @Test
    void whatOneApplicationRefusesIsTakenBackInTheOther() {
        dataCenter.fault("{\"method\":\"PUT\",\"path\":\"/permissions/users\",\"status\":503}");
        try {
            String bundle = agreed("dev2", "PT1H");
            awaitPart(bundle, 0, "ACTIVE");
            assertThat(bitbucket().permission("dev2", "service-1")).isEqualTo("write");

            dataCenter.heal();
            dataCenter.fault("{\"method\":\"PUT\",\"path\":\"/permissions/users\",\"status\":400}");

            awaitBundle(bundle, "UNDONE");
            assertThat(states(bundle)).containsExactly("ENDED", "FAILED");
            assertThat(bundle(bundle).path("reason").asString()).contains("WEB/shop");
            assertThat(bitbucket().permission("dev2", "service-1")).isEqualTo("none");
            assertThat(dataCenter.permission("Linus", "WEB/shop")).isEqualTo("none");
        } finally {
            dataCenter.heal();
        }
    }

    /** A bundle of which every part was agreed. */
    private String agreed(String person, String duration) {
        awaitResource(person, "WEB/shop");
        awaitResource(person, "acme/service-1");
        Response asked = as(person)
                .post(
                        "/api/v1/requests",
                        Map.of(
                                "entitlements",
                                List.of(
                                        Map.of("resource", "acme/service-1", "role", "write"),
                                        Map.of("resource", "WEB/shop", "role", "write")),
                                "mode",
                                "ALL_OR_NOTHING",
                                "duration",
                                duration,
                                "justification",
                                "Fix the failed payout job"));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String bundle = asked.json().path("id").asString();
        approve(Acme.OWNER, part(bundle, 0), 0);
        approve(Acme.OWNER, part(bundle, 1), 0);
        return bundle;
    }

    private void awaitResource(String person, String path) {
        await().atMost(SOON.multipliedBy(2))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(as(person)
                                .get("/api/v1/catalog/resources?q=" + path.replace("/", "%2F"))
                                .json()
                                .path("items")
                                .valueStream()
                                .map(each -> each.path("path").asString()))
                        .contains(path));
    }

    private JsonNode bundle(String bundle) {
        return as(Acme.AUDITOR).get(BUNDLES + bundle).json();
    }

    private String part(String bundle, int position) {
        return bundle(bundle).path("parts").path(position).path("id").asString();
    }

    private List<String> states(String bundle) {
        return bundle(bundle)
                .path("parts")
                .valueStream()
                .map(part -> part.path("state").asString())
                .toList();
    }

    private void awaitPart(String bundle, int position, String state) {
        await().atMost(SOON.multipliedBy(2))
                .untilAsserted(() -> assertThat(states(bundle).get(position)).isEqualTo(state));
    }

    private void awaitBundle(String bundle, String state) {
        await().atMost(SOON.multipliedBy(2))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() ->
                        assertThat(bundle(bundle).path("state").asString()).isEqualTo(state));
    }
}
