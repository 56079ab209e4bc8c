package dev.hallpass.embedded.bitbucket.datacenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The rules that a client of Data Center has to know. */
class DataCenterRulesTest extends DataCenterStandInHttpTest {

    @Test
    void oneWhoMayNotIsTold401() throws IOException, InterruptedException {
        HttpResponse<String> response = send(PROJECT_BOT, "GET", "/projects/WEB/permissions/users", null);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(exception(response)).isEqualTo("com.atlassian.bitbucket.AuthorisationException");
    }

    @Test
    void eachWrongCredentialHasItsOwn401() throws IOException, InterruptedException {
        assertThat(exception(send(null, "GET", API, null))).endsWith(".AuthenticationRequiredException");
        assertThat(exception(send("Bearer expired-token", "GET", API, null)))
                .endsWith("auth.IncorrectPasswordAuthenticationException");
        assertThat(exception(send(basic("hallpass-bot", "wrong"), "GET", API, null)))
                .endsWith("auth.IncorrectPasswordAuthenticationException");
        control.setGlobalByHand("hallpass-bot", "none");
        assertThat(exception(send(BOT, "GET", API, null))).endsWith("auth.NoAccessAuthenticationException");
    }

    @Test
    void answersNameWhoWasCalledFor() throws IOException, InterruptedException {
        assertThat(send(TOKEN, "GET", API, null).headers().firstValue("X-AUSERNAME"))
                .contains("hallpass-bot");
        assertThat(send(null, "GET", "/projects", null).headers().firstValue("X-AUSERNAME"))
                .isEmpty();
    }

    @Test
    void aTokenNeverAdministersTheServer() throws IOException, InterruptedException {
        assertThat(send(TOKEN, "GET", "/admin/permissions/users", null).statusCode())
                .isEqualTo(401);
        assertThat(send(BOT, "GET", "/admin/permissions/users", null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTokenMayDoNoMoreThanItsPermissions() throws IOException, InterruptedException {
        assertThat(send("Bearer read-token", "GET", API, null).statusCode()).isEqualTo(401);
        assertThat(send("Bearer pay-token", "GET", API, null).statusCode()).isEqualTo(200);
        assertThat(send("Bearer pay-token", "GET", "/projects/WEB/permissions/users", null)
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(basic("hallpass-bot", "pay-token"), "GET", API, null).statusCode())
                .isEqualTo(401);
    }

    @Test
    void everythingStandsInTheQuery() throws IOException, InterruptedException {
        HttpResponse<String> put = send(TOKEN, "PUT", API, "{\"name\":\"ken\",\"permission\":\"REPO_READ\"}");
        HttpResponse<String> given = send(TOKEN, "PUT", API + "?name=KEN&permission=REPO_READ", null);

        assertThat(put.statusCode()).isEqualTo(400);
        assertThat(given.statusCode()).isEqualTo(204);
        assertThat(given.body()).isEmpty();
        assertThat(control.permission("ken", "PAY/api")).isEqualTo("REPO_READ");
    }

    @Test
    void aFilterMatchesAPartOfTheName() throws IOException, InterruptedException {
        assertThat(names(send(TOKEN, "GET", API + "?filter=ADA", null))).containsExactly("ada", "adam");
    }

    @Test
    void pagesStartWhereThePageBeforeSays() throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        int start = 0;
        boolean last = false;
        while (!last) {
            HttpResponse<String> response = send(TOKEN, "GET", "/users?limit=3&start=" + start, null);
            names.addAll(names(response));
            JsonNode page = JSON.readTree(response.body());
            last = page.path("isLastPage").asBoolean(true);
            int next = page.path("nextPageStart").asInt(0);
            assertThat(last || next > start + 3).isTrue();
            start = next;
        }

        assertThat(names).hasSize(14).doesNotHaveDuplicates();
    }

    @Test
    void nobodyLowersThemselves() throws IOException, InterruptedException {
        String own = "/projects/PAY/permissions/users?name=project-bot";

        assertThat(send(PROJECT_BOT, "PUT", own + "&permission=PROJECT_READ", null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(PROJECT_BOT, "DELETE", own, null).statusCode()).isEqualTo(409);
        assertThat(control.permission("project-bot", "PAY")).isEqualTo("PROJECT_ADMIN");
    }

    @Test
    void higherOnesAreNotTouched() throws IOException, InterruptedException {
        String group = "/admin/permissions/groups?name=System%20Admins%20%26%20co";

        assertThat(send(BOT, "PUT", group + "&permission=ADMIN", null).statusCode())
                .isEqualTo(409);
        assertThat(send(BOT, "DELETE", group, null).statusCode()).isEqualTo(409);
        assertThat(send(BOT, "PUT", "/admin/permissions/users?name=ada&permission=SYS_ADMIN", null)
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(
                                BOT,
                                "POST",
                                "/admin/groups/add-users",
                                "{\"group\":\"System Admins & co\",\"users\":[\"ada\"]}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theLicenceIsALimit() throws IOException, InterruptedException {
        control.quirks("{\"licensedUsers\":12}");

        HttpResponse<String> response =
                send(BOT, "POST", "/admin/groups/add-users", "{\"group\":\"bitbucket-users\",\"users\":[\"vera\"]}");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("license");
    }

    @Test
    void theUserSearchCountsEveryPath() throws IOException, InterruptedException {
        String writers = "/users?permission=REPO_WRITE&permission.projectKey=PAY&permission.repositorySlug=api";

        assertThat(names(send(TOKEN, "GET", writers, null)))
                .containsExactly("adam", "alan", "grace", "hallpass-bot", "ken", "project-bot", "sysadmin");
    }

    @Test
    void theBucketRunsDryAndRefills() throws IOException, InterruptedException {
        control.rateLimit("{\"enabled\":true,\"size\":2,\"perSecond\":0,\"nodes\":1}");

        assertThat(send(TOKEN, "GET", API, null).statusCode()).isEqualTo(200);
        assertThat(send(BOT, "GET", API, null).statusCode()).isEqualTo(200);
        HttpResponse<String> limited = send(TOKEN, "GET", API, null);
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Content-Type").orElse("")).doesNotContain("json");
        assertThat(send(SYSADMIN, "GET", API, null).statusCode()).isEqualTo(200);
    }

    @Test
    void aStaleReadShowsTheStateBefore() throws IOException, InterruptedException {
        control.fault("{\"method\":\"GET\",\"path\":\"permissions/users\",\"staleSeconds\":30}");
        assertThat(send(TOKEN, "PUT", API + "?name=ken&permission=REPO_ADMIN", null)
                        .statusCode())
                .isEqualTo(204);

        assertThat(names(send(TOKEN, "GET", API, null))).doesNotContain("ken");
        control.heal();
        assertThat(names(send(TOKEN, "GET", API, null))).contains("ken");
    }

    @Test
    void aMovedRepositoryIsAnsweredAsItIsSetUp() throws IOException, InterruptedException {
        control.move("PAY/api", "WEB", "payments-api");
        String before = "/projects/PAY/repos/api";

        assertThat(send(TOKEN, "GET", before, null).statusCode()).isEqualTo(404);
        control.quirks("{\"movedAnswers\":\"REDIRECT\"}");
        HttpResponse<String> redirect = send(TOKEN, "DELETE", before + "/permissions/users?name=ada", null);
        assertThat(redirect.statusCode()).isEqualTo(307);
        assertThat(redirect.headers().firstValue("Location").orElse(""))
                .endsWith("/projects/WEB/repos/payments-api/permissions/users?name=ada");
        control.quirks("{\"movedAnswers\":\"ALIAS\"}");
        assertThat(JSON.readTree(send(TOKEN, "GET", before, null).body())
                        .path("slug")
                        .asString(""))
                .isEqualTo("payments-api");
    }

    @Test
    void changesSurviveARestart(@TempDir Path folder) throws IOException, InterruptedException {
        DataCenterStandInSettings settings =
                DataCenterStandInProgram.settings("--port=0", "--folder=" + folder, "--seed=" + SEED);
        try (DataCenterStandIn first = DataCenterStandIn.start(settings)) {
            DataCenterControl hand = new DataCenterControl(first.baseUrl());
            hand.setByHand("ken", "PAY/api", "REPO_ADMIN");
            hand.setMember("ken", "empty", true);
            hand.move("PAY/ledger", "PAY", "book");
            hand.setDefault("PAY", "PROJECT_READ");
            hand.deleteUser("adam");
        }
        try (DataCenterStandIn second = DataCenterStandIn.start(settings)) {
            DataCenterControl hand = new DataCenterControl(second.baseUrl());
            assertThat(hand.permission("ken", "PAY/api")).isEqualTo("REPO_ADMIN");
            assertThat(hand.isMember("ken", "empty")).isTrue();
            assertThat(hand.effective("Linus", "PAY/book")).isEqualTo("REPO_READ");
        }
    }

    @Test
    void thePageShowsWhoHoldsWhat() throws IOException, InterruptedException {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(standIn.baseUrl().resolve("/")).build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(page.body()).contains("PAY/api", "Plus &amp; Sign", "System Admins &amp; co");
    }
}
