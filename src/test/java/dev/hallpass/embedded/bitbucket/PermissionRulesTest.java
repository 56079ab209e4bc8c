package dev.hallpass.embedded.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PermissionRulesTest extends StandInHttpTest {

    @Test
    void aPermissionIsSetReplacedAndDeleted() throws IOException, InterruptedException {
        HttpResponse<String> set = put(PAYMENTS + "557058:ken", permission("write"));
        HttpResponse<String> replaced = put(PAYMENTS + "557058:ken", permission("read"));
        HttpResponse<String> deleted = delete(PAYMENTS + "557058:ken");
        HttpResponse<String> again = delete(PAYMENTS + "557058:ken");

        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(json(set).path("permission").asString()).isEqualTo("write");
        assertThat(json(replaced).path("permission").asString()).isEqualTo("read");
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(again.statusCode()).as("there is nothing left to delete").isEqualTo(204);
    }

    @Test
    void aMemberWithoutPermissionHasNone() throws IOException, InterruptedException {
        assertThat(json(get(PAYMENTS + "557058:ken")).path("permission").asString())
                .isEqualTo("none");
    }

    @Test
    void thereAreNoRowsOfNoneInLists() throws IOException, InterruptedException {
        put(PAYMENTS + "557058:ken", permission("write"));
        delete(PAYMENTS + "557058:ken");

        JsonNode page = json(get("/repositories/acme/payments-api/permissions-config/users"));

        assertThat(page.path("values")
                        .valueStream()
                        .map(row -> row.at("/user/account_id").asString()))
                .containsExactly("557058:ada", "557058:grace");
        assertThat(page.has("size")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "557058:ken",
                "%7Ba0000000-0000-4000-8000-000000000002%7D",
                "ken",
            })
    void aUserIsNamedByAccountIdUuidOrUsername(String id) throws IOException, InterruptedException {
        JsonNode document = json(put(PAYMENTS + id, permission("write")));

        assertThat(document.at("/user/account_id").asString()).isEqualTo("557058:ken");
        assertThat(control.explicit("payments-api", "557058:ken")).isEqualTo("write");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"write\"",
                "{}",
                "{\"permission\":null}",
                "{\"permission\":\"none\"}",
                "{\"permission\":\"create-repo\"}",
                "{\"permission\":\"WRITE\"}",
                "{\"permission\":[\"write\"]}",
                "{\"permission\":\"write\",\"more\":1}",
            })
    void aBodyThatIsNotExactlyAPermissionIsRefused(String body) throws IOException, InterruptedException {
        HttpResponse<String> response = put(PAYMENTS + "557058:ken", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("type").asString()).isEqualTo("error");
        assertThat(control.explicit("payments-api", "557058:ken")).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "557058:nobody, 404",
        "557058:vera, 400",
        "557058:hallpass-bot, 400",
    })
    void onlyMembersWhoAreNotTheOwnerGetPermissions(String user, int status) throws IOException, InterruptedException {
        assertThat(put(PAYMENTS + user, permission("write")).statusCode()).isEqualTo(status);
    }

    @Test
    void theStatusForNonMembersCanBeSwitched() throws IOException, InterruptedException {
        control.quirks("{\"nonMemberStatus\":404}");

        assertThat(put(PAYMENTS + "557058:vera", permission("write")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aFullPlanHasNoSeatForOneMore() throws IOException, InterruptedException {
        control.quirks("{\"seatLimit\":5}");

        assertThat(put(PAYMENTS + "557058:barbara", permission("read")).statusCode())
                .isEqualTo(402);
        assertThat(put(PAYMENTS + "557058:ada", permission("admin")).statusCode())
                .as("who has a seat keeps it")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void whatIsMissingIsNotFound(String method) throws IOException, InterruptedException {
        String body = method.equals("PUT") ? permission("read") : null;

        for (String path : new String[] {
            "/repositories/acme/missing/permissions-config/users/557058:ada",
            "/repositories/elsewhere/payments-api/permissions-config/users/557058:ada",
            "/repositories/acme/payments-api/permissions-config/groups/nobody",
            "/workspaces/acme/projects/NONE/permissions-config/users/557058:ada",
        }) {
            assertThat(send(BOT, method, path, body).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void groupsAndProjectsHavePermissionsToo() throws IOException, InterruptedException {
        String group = "/repositories/acme/payments-api/permissions-config/groups/developers";
        String project = "/workspaces/acme/projects/PAY/permissions-config/users/557058:ken";

        assertThat(json(put(group, permission("read"))).path("type").asString())
                .isEqualTo("repository_group_permission");
        assertThat(json(put(project, permission("create-repo"))).path("type").asString())
                .isEqualTo("project_user_permission");
        assertThat(control.effective("payments-api", "557058:ada")).isEqualTo("read");
        assertThat(control.effective("payments-api", "557058:ken")).isEqualTo("write");
        assertThat(delete(group).statusCode()).isEqualTo(204);
        assertThat(delete(project).statusCode()).isEqualTo(204);
        assertThat(control.effective("payments-api", "557058:ken")).isEqualTo("none");
    }

    @Test
    void anotherMethodIsNotAllowed() throws IOException, InterruptedException {
        assertThat(send(BOT, "POST", PAYMENTS + "557058:ada", "{}").statusCode())
                .isEqualTo(405);
    }

    @Test
    void aDeletedUserIsGoneEverywhere() throws IOException, InterruptedException {
        control.deleteUser("557058:ada");

        assertThat(get(PAYMENTS + "557058:ada").statusCode()).isEqualTo(404);
        assertThat(get("/users/557058:ada").statusCode()).isEqualTo(404);
        assertThat(get("/workspaces/acme/members/557058:ada").statusCode()).isEqualTo(404);
        assertThat(get("/repositories/acme/payments-api/permissions-config/users")
                        .body())
                .doesNotContain("557058:ada");
    }
}
