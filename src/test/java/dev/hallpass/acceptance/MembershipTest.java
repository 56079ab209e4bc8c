package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
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

/** Who belongs to no workspace, or has no licence, can be given nothing, and is told so before anybody is asked. */
class MembershipTest extends HallpassTest {

    private static final String PREVIEW = "/api/v1/requests/preview";
    private static final String REQUESTS = "/api/v1/requests";

    @SuppressWarnings("NullAway.Init") // before all tests
    private static HallpassStack own;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DataCenterStandIn standIn;

    @BeforeAll
    static void startAll(@TempDir Path folder) throws IOException {
        standIn = DataCenterStandIn.start(new DataCenterStandInSettings(
                0, null, Path.of("src/test/resources/embedded/bitbucket-datacenter-test-seed.json")));
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("hallpass.applications[1].name", "acme-dc");
        settings.put("hallpass.applications[1].type", "bitbucket-datacenter");
        settings.put("hallpass.applications[1].base-url", standIn.baseUrl());
        settings.put("hallpass.applications[1].calls-per-hour", 10_000_000);
        settings.put("hallpass.applications[1].credentials[0].token", "bot-token");
        settings.put("hallpass.applications[1].credentials[1].user", "hallpass-bot");
        settings.put("hallpass.applications[1].credentials[1].token", "bot-password");
        settings.put("hallpass.catalog.discovery-interval", "PT1S");
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

    private static Path directory(Path folder) throws IOException {
        return Files.writeString(folder.resolve("directory.yaml"), """
            people:
              - {id: dev1, name: dev1, email: dev1@acme.example, groups: [engineering], employment: EMPLOYEE, manager: manager, accounts: {acme: "557058:dev1", acme-dc: vera}}
              - {id: dev2, name: dev2, email: dev2@acme.example, groups: [engineering], employment: EMPLOYEE, manager: manager, accounts: {acme: "557058:dev2", acme-dc: alan}}
              - {id: dev3, name: dev3, email: dev3@acme.example, groups: [engineering], employment: EMPLOYEE, manager: manager, accounts: {acme-dc: nobody-there}}
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
    void whoHasLeftTheWorkspaceIsToldSoAndMayAskAgainOnceTheyAreBack() {
        awaitAnswer("dev1", "acme/service-1", 200);
        bitbucket().setMembership("dev1", null);
        awaitAnswer("dev1", "acme/service-1", 409);

        Response refused = as("dev1").post(REQUESTS, request("acme/service-1", "write", "PT1H"));

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.json().path("type").asString()).endsWith("/not-a-member");
        assertThat(refused.json().path("detail").asString()).contains("no member of the workspace");
        assertThat(refused.json().path("field").asString()).isEqualTo("entitlements");
        Response several = as("dev1")
                .post(
                        REQUESTS,
                        Map.of(
                                "entitlements",
                                List.of(
                                        Map.of("resource", "acme/service-1", "role", "write"),
                                        Map.of("resource", "WEB/shop", "role", "write")),
                                "duration",
                                "PT1H",
                                "justification",
                                "Fix the job"));
        assertThat(several.json().path("type").asString()).endsWith("/not-a-member");

        bitbucket().setMembership("dev1", "member");

        assertThat(as("dev1")
                        .post(REQUESTS, request("acme/service-1", "write", "PT1H"))
                        .status())
                .as("the catalog may not know yet, the application does")
                .isEqualTo(202);
    }

    @Test
    void whoHasNoLicenceOrNoAccountIsToldSo() {
        awaitAnswer("dev2", "WEB/shop", 200);
        awaitAnswer("dev1", "WEB/shop", 409);

        Response unlicensed = as("dev1").post(REQUESTS, request("WEB/shop", "write", "PT1H"));
        Response unknown = as("dev3").post(PREVIEW, request("WEB/shop", "write", "PT1H"));
        Response without = as("dev3").post(PREVIEW, request("acme/service-1", "write", "PT1H"));

        for (Response each : List.of(unlicensed, unknown, without)) {
            assertThat(each.status()).as(each.text()).isEqualTo(409);
            assertThat(each.json().path("type").asString()).endsWith("/not-a-member");
        }
        assertThat(unlicensed.json().path("detail").asString()).contains("not licensed");
        assertThat(unknown.json().path("detail").asString()).contains("no user 'nobody-there'");
        assertThat(without.json().path("detail").asString()).contains("no account in acme");
    }

    @Test
    void anApplicationThatDoesNotAnswerHoldsNobodyUp() {
        bitbucket().setMembership("dev2", null);
        awaitAnswer("dev2", "acme/service-1", 409);
        bitbucket().fail(Map.of("method", "GET", "path", "/workspaces/acme/members/", "status", 400));
        try {
            assertThat(as("dev2")
                            .post(PREVIEW, request("acme/service-1", "write", "PT1H"))
                            .status())
                    .isEqualTo(200);
        } finally {
            bitbucket().heal();
            bitbucket().setMembership("dev2", "member");
        }
    }

    private void awaitAnswer(String person, String resource, int status) {
        await().atMost(SOON.multipliedBy(2))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> {
                    Response preview = as(person).post(PREVIEW, request(resource, "write", "PT1H"));
                    assertThat(preview.status()).as(preview.text()).isEqualTo(status);
                });
    }
}
