package dev.hallpass.embedded.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class CredentialsTest extends StandInHttpTest {

    @Test
    void aWrongOrMissingPasswordIsAnsweredInPlainText() throws IOException, InterruptedException {
        for (String authorization : new String[] {
            null,
            basic("hallpass-bot@acme.example", "wrong"),
            basic("ada@acme.example", "demo-token"),
            basic("hallpass-bot@acme.example", "expired-token"),
            basic("hallpass-bot@acme.example", "oauth-token"),
            "Basic ???",
            "Digest x",
        }) {
            HttpResponse<String> response = send(authorization, "GET", PAYMENTS + "557058:ada", null);

            assertThat(response.statusCode()).as(authorization).isEqualTo(401);
            assertThat(response.headers().firstValue("Content-Type")).contains("text/plain");
            assertThat(response.headers().firstValue("WWW-Authenticate"))
                    .contains("Basic realm=\"Bitbucket.org HTTP\"");
        }
    }

    @Test
    void aWrongBearerTokenIsAnsweredInJson() throws IOException, InterruptedException {
        HttpResponse<String> response = send("Bearer wrong", "GET", "/user", null);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).at("/error/message").asString())
                .isEqualTo("Token is invalid, expired, or not supported for this endpoint.");
    }

    @Test
    void scopesDoNotImplyEachOtherAndAreNamed() throws IOException, InterruptedException {
        String readOnly = basic("hallpass-bot@acme.example", "read-only-token");

        HttpResponse<String> response = send(readOnly, "PUT", PAYMENTS + "557058:ada", permission("write"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(json(response).at("/error/detail/required").toString())
                .isEqualTo("[\"admin:repository:bitbucket\",\"write:permission:bitbucket\"]");
        assertThat(json(response).at("/error/detail/granted").toString())
                .isEqualTo("[\"read:repository:bitbucket\",\"read:workspace:bitbucket\"]");
        assertThat(send(readOnly, "GET", PAYMENTS + "557058:ada", null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void scopesAreCheckedBeforeRightsAndRightsBeforeExistence() throws IOException, InterruptedException {
        String readOnly = basic("hallpass-bot@acme.example", "read-only-token");
        String ada = basic("ada@acme.example", "ada-token");
        String missing = "/repositories/acme/missing/permissions-config/users/557058:ada";

        assertThat(send(readOnly, "DELETE", missing, null).body()).contains("privilege scopes");
        assertThat(json(send(ada, "DELETE", missing, null)).at("/error/message").asString())
                .isEqualTo("Forbidden");
        assertThat(send(BOT, "DELETE", missing, null).statusCode()).isEqualTo(404);
    }

    @Test
    void anAdminOfARepositoryMayChangeItAndNoOther() throws IOException, InterruptedException {
        String grace = basic("grace@acme.example", "grace-token");

        assertThat(send(grace, "PUT", PAYMENTS + "557058:ken", permission("read"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(
                                grace,
                                "PUT",
                                "/repositories/acme/web-shop/permissions-config/users/557058:ken",
                                permission("read"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void oauthMayReadPermissionsButNotWriteThem() throws IOException, InterruptedException {
        assertThat(send(OAUTH, "GET", PAYMENTS + "557058:ada", null).statusCode())
                .isEqualTo(200);

        HttpResponse<String> response = send(OAUTH, "PUT", PAYMENTS + "557058:ada", permission("write"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(json(response).at("/error/message").asString())
                .isEqualTo("This API is not accessible by this authentication mechanism");
    }

    @Test
    void accessTokensActForNobody() throws IOException, InterruptedException {
        assertThat(send(ACCESS_TOKEN, "GET", "/user", null).statusCode()).isEqualTo(401);
        assertThat(send(ACCESS_TOKEN, "GET", PAYMENTS + "557058:ada", null).statusCode())
                .isEqualTo(403);
    }

    @Test
    void onlyAccessTokensAreToldAboutTheRateLimit() throws IOException, InterruptedException {
        assertThat(send(ACCESS_TOKEN, "GET", "/repositories/acme", null)
                        .headers()
                        .firstValue("X-RateLimit-Limit"))
                .contains("1000");
        assertThat(get("/repositories/acme").headers().map()).doesNotContainKey("x-ratelimit-limit");
    }

    @Test
    void nobodyInParticularSeesPublicRepositoriesOnly() throws IOException, InterruptedException {
        assertThat(json(send(null, "GET", "/repositories/acme", null))
                        .path("values")
                        .findValuesAsString("slug"))
                .containsOnlyOnce("docs-site")
                .doesNotContain("payments-api");
        assertThat(send(null, "GET", "/repositories/acme/payments-api", null).statusCode())
                .isEqualTo(403);
    }

    @Test
    void projectsCanBeHiddenFromNobodyInParticular() throws IOException, InterruptedException {
        String path = "/workspaces/acme/projects/PAY/permissions-config/users";
        assertThat(send(null, "GET", path, null).statusCode()).isEqualTo(401);

        control.quirks("{\"projectsHiddenFromAnonymous\":true}");

        assertThat(send(null, "GET", path, null).statusCode()).isEqualTo(404);
    }
}
