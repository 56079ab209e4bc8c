package dev.hallpass.embedded.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an administrator does past the API, as the API then shows it; and what the API lets one do with groups. */
class HandMadeChangesTest extends StandInHttpTest {

    private static final String VAULT = "/repositories/acme/secrets-vault";

    private static void group() {
        control.call("PUT", "groups/night-shift", "{\"name\":\"Night shift\"}");
    }

    private static String members(String member) {
        return standIn.baseUrl()
                .resolve("/1.0/groups/acme/night-shift/members" + member)
                .toString();
    }

    @Test
    void aRenamedRepositoryKeepsItsIdAndPermissions() throws IOException, InterruptedException {
        String uuid = json(get("/repositories/acme/payments-api")).path("uuid").asString();

        control.renameRepository("payments-api", "pay");

        assertThat(json(get("/repositories/acme/pay")).path("uuid").asString()).isEqualTo(uuid);
        assertThat(get("/repositories/acme/payments-api").statusCode()).isEqualTo(404);
        assertThat(control.explicit("pay", "557058:ada")).isEqualTo("read");
    }

    @Test
    void aRepositoryMovedToAnotherProjectHasThatProjectsAccess() throws IOException, InterruptedException {
        control.call("POST", "projects", "{\"key\":\"NEW\"}");
        control.setPermission("{\"project\":\"NEW\",\"user\":\"557058:barbara\",\"permission\":\"admin\"}");
        assertThat(control.effective("secrets-vault", "557058:barbara")).isNotEqualTo("admin");

        control.call("PUT", "repositories/secrets-vault", "{\"project\":\"NEW\"}");

        assertThat(json(get(VAULT)).path("project").path("key").asString()).isEqualTo("NEW");
        assertThat(control.effective("secrets-vault", "557058:barbara")).isEqualTo("admin");
    }

    @Test
    void whatWasTransferredOrDeletedIsGone() throws IOException, InterruptedException {
        control.call("POST", "repositories/secrets-vault/transfer", "{\"workspace\":\"elsewhere\"}");
        control.deleteRepository("payments-api");

        assertThat(get(VAULT).statusCode()).isEqualTo(404);
        assertThat(get("/repositories/acme/payments-api").statusCode()).isEqualTo(404);
        assertThat(get(PAYMENTS + "557058:ada").statusCode()).isEqualTo(404);
    }

    @Test
    void whoLeavesAndComesBackHasNoExplicitPermissionsAnyMore() {
        control.setPermission("payments-api", "557058:ken", "write");

        control.call("PUT", "users/557058:ken/membership", "{\"membership\":null}");
        assertThat(control.effective("payments-api", "557058:ken")).isEqualTo("none");
        control.call("PUT", "users/557058:ken/membership", "{\"membership\":\"member\"}");

        assertThat(control.explicit("payments-api", "557058:ken")).isEqualTo("none");
    }

    @Test
    void explicitPermissionsMayOutlastAMembership() {
        control.quirks("{\"permissionsOutlastMembership\":true}");
        control.setPermission("payments-api", "557058:ken", "write");

        control.call("PUT", "users/557058:ken/membership", "{\"membership\":null}");
        control.call("PUT", "users/557058:ken/membership", "{\"membership\":\"member\"}");

        assertThat(control.explicit("payments-api", "557058:ken")).isEqualTo("write");
    }

    @Test
    void aGroupsMembersHaveItsAccessAsLongAsTheyAreInIt() {
        group();
        control.setPermission("{\"repository\":\"secrets-vault\",\"group\":\"night-shift\",\"permission\":\"admin\"}");

        control.call("PUT", "groups/night-shift/members/557058:barbara", "");
        assertThat(control.effective("secrets-vault", "557058:barbara")).isEqualTo("admin");
        control.call("DELETE", "groups/night-shift/members/557058:barbara", "");

        assertThat(control.effective("secrets-vault", "557058:barbara")).isNotEqualTo("admin");
    }

    @Test
    void theApiPutsMembersIntoGroupsAndTakesThemOut() throws IOException, InterruptedException {
        group();

        assertThat(put(members("/557058:ken"), "{}").statusCode()).isEqualTo(200);
        assertThat(put(members("/557058:ken"), "{}").statusCode()).isEqualTo(200);
        JsonNode present = json(get(members("")));
        assertThat(delete(members("/557058:ken")).statusCode()).isEqualTo(204);
        assertThat(delete(members("/557058:ken")).statusCode()).isEqualTo(204);

        assertThat(present.size()).isOne();
        assertThat(json(get(members(""))).size()).isZero();
        assertThat(put(members("/557058:vera"), "{}").statusCode())
                .as("who is no member of the workspace")
                .isEqualTo(404);
    }

    @Test
    void onlyWhoOwnsTheWorkspaceAndHasTheScopeChangesGroups() throws IOException, InterruptedException {
        group();
        control.call("PUT", "tokens", """
            {"kind":"API_TOKEN","token":"narrow","user":"557058:hallpass-bot","scopes":["read:workspace:bitbucket"]}
            """);
        control.call("PUT", "tokens", """
            {"kind":"API_TOKEN","token":"member","user":"557058:ada","scopes":["admin:workspace:bitbucket"]}
            """);

        HttpResponse<String> narrow =
                send(basic("hallpass-bot@acme.example", "narrow"), "PUT", members("/557058:ken"), "{}");
        HttpResponse<String> member = send(basic("ada@acme.example", "member"), "PUT", members("/557058:ken"), "{}");

        assertThat(narrow.statusCode()).isEqualTo(403);
        assertThat(narrow.body()).contains("admin:workspace:bitbucket");
        assertThat(member.statusCode()).isEqualTo(403);
        assertThat(json(get(members(""))).size()).isZero();
    }

    @Test
    void groupsThatAreAdministeredCentrallyCanOnlyBeRead() throws IOException, InterruptedException {
        group();
        control.call("PUT", "groups/night-shift/members/557058:ada", "");
        control.quirks("{\"adminHubMigrated\":true}");

        assertThat(put(members("/557058:ken"), "{}").statusCode()).isEqualTo(403);
        assertThat(delete(members("/557058:ada")).statusCode()).isEqualTo(403);
        assertThat(json(get(members(""))).size()).isOne();
    }
}
