package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
    private static TwoApplications own;

    @BeforeAll
    static void startAll(@TempDir Path folder) throws IOException {
        own = new TwoApplications(
                folder,
                Map.of(
                        "dev1",
                        "acme: '557058:dev1', acme-dc: vera",
                        "dev2",
                        "acme: '557058:dev2', acme-dc: alan",
                        "dev3",
                        "acme-dc: nobody-there"),
                List.of("acme/service-1", "WEB/shop"),
                Map.of("hallpass.catalog.discovery-interval", "PT1S"));
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
