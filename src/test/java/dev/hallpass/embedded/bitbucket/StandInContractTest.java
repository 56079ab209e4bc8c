package dev.hallpass.embedded.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the stand-in answers is as Atlassian's description of the API says, in success and in failure. */
class StandInContractTest extends StandInHttpTest {

    private static final List<String> READS = List.of(
            "/repositories/acme",
            "/repositories/acme/docs-site",
            "/repositories/acme/missing",
            "/repositories/acme/payments-api/permissions-config/users",
            "/repositories/acme/mobile-app/permissions-config/users?pagelen=3",
            "/repositories/acme/web-shop/permissions-config/groups",
            "/repositories/acme/web-shop/permissions-config/groups/developers",
            "/repositories/acme/web-shop/permissions-config/groups/security",
            "/repositories/acme/web-shop/permissions-config/groups/nobody",
            "/repositories/acme/payments-api/permissions-config/users/557058:ada",
            "/repositories/acme/payments-api/permissions-config/users/557058:ken",
            "/repositories/acme/payments-api/permissions-config/users/557058:nobody",
            "/workspaces/acme",
            "/workspaces/elsewhere",
            "/workspaces/acme/members",
            "/workspaces/acme/members?fields=%2Bvalues.user.email",
            "/workspaces/acme/members/557058:ada",
            "/workspaces/acme/members/557058:vera",
            "/workspaces/acme/permissions",
            "/workspaces/acme/permissions/repositories",
            "/workspaces/acme/permissions/repositories/payments-api",
            "/workspaces/acme/projects",
            "/workspaces/acme/projects/PAY",
            "/workspaces/acme/projects/NONE",
            "/workspaces/acme/projects/PLAT/permissions-config/users",
            "/workspaces/acme/projects/PLAT/permissions-config/users/557058:alan",
            "/workspaces/acme/projects/PLAT/permissions-config/groups",
            "/workspaces/acme/projects/PLAT/permissions-config/groups/developers",
            "/user",
            "/user/workspaces",
            "/user/workspaces/acme/permission",
            "/user/workspaces/acme/permissions/repositories",
            "/users/557058:ada",
            "/users/557058:nobody");

    @Test
    void everyReadIsAsDescribed() throws IOException, InterruptedException {
        BitbucketDescription description = BitbucketDescription.orSkip();

        for (String path : READS) {
            check(description, BOT, "GET", path, null);
        }
    }

    @Test
    void readsAreAsDescribedWithUnknownFieldsAndHiddenAccounts() throws IOException, InterruptedException {
        BitbucketDescription description = BitbucketDescription.orSkip();
        control.quirks("{\"unknownFields\":true,\"accountIdsHidden\":true,\"noneIsNotFound\":true}");

        for (String path : READS) {
            check(description, BOT, "GET", path, null);
        }
    }

    @Test
    void everyWriteIsAsDescribed() throws IOException, InterruptedException {
        BitbucketDescription description = BitbucketDescription.orSkip();

        for (String level : new String[] {"read", "write", "admin"}) {
            check(description, BOT, "PUT", PAYMENTS + "557058:ken", permission(level));
        }
        check(description, BOT, "PUT", PAYMENTS + "557058:vera", permission("read"));
        check(description, BOT, "PUT", PAYMENTS + "557058:nobody", permission("read"));
        check(description, BOT, "DELETE", PAYMENTS + "557058:ken", null);
        check(description, BOT, "DELETE", PAYMENTS + "557058:nobody", null);
        String groups = "/repositories/acme/web-shop/permissions-config/groups/";
        check(description, BOT, "PUT", groups + "security", permission("write"));
        check(description, BOT, "DELETE", groups + "security", null);
        String project = "/workspaces/acme/projects/PAY/permissions-config/";
        check(description, BOT, "PUT", project + "users/557058:ken", permission("create-repo"));
        check(description, BOT, "DELETE", project + "users/557058:ken", null);
        check(description, BOT, "PUT", project + "groups/developers", permission("create-repo"));
        check(description, BOT, "DELETE", project + "groups/developers", null);
        control.quirks("{\"seatLimit\":1}");
        check(description, BOT, "PUT", PAYMENTS + "557058:barbara", permission("read"));
    }

    @Test
    void everyRefusalIsAsDescribed() throws IOException, InterruptedException {
        BitbucketDescription description = BitbucketDescription.orSkip();
        String ada = basic("ada@acme.example", "ada-token");

        check(description, ada, "GET", PAYMENTS + "557058:ada", null);
        check(description, "Bearer wrong", "GET", PAYMENTS + "557058:ada", null);
        check(description, OAUTH, "PUT", PAYMENTS + "557058:ada", permission("read"));
        check(description, ada, "GET", "/workspaces/acme/permissions/repositories/payments-api", null);
    }

    /** Real Bitbucket does these too, see the reference: they are in no description. */
    @Test
    void knownDepartures() throws IOException, InterruptedException {
        BitbucketDescription description = BitbucketDescription.orSkip();
        String readOnly = basic("hallpass-bot@acme.example", "read-only-token");

        assertThat(problems(description, readOnly, "PUT", PAYMENTS + "557058:ada", permission("read")))
                .as("error.detail is an object")
                .hasSize(1)
                .allMatch(problem -> problem.contains("/error/detail"));
        assertThat(problems(description, null, "GET", PAYMENTS + "557058:ada", null))
                .as("401 of Basic is plain text")
                .isNotEmpty()
                .allMatch(problem -> problem.contains("text/plain"));
    }

    private void check(
            BitbucketDescription description, String authorization, String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        assertThat(problems(description, authorization, method, path, body))
                .as(method + " " + path)
                .isEmpty();
    }

    private List<String> problems(
            BitbucketDescription description,
            @Nullable String authorization,
            String method,
            String path,
            @Nullable String body)
            throws IOException, InterruptedException {
        URI address = URI.create(standIn.baseUrl() + path);
        HttpResponse<String> response = send(authorization, method, path, body);
        assertThat(description.requestProblems(method, address, body == null ? null : "application/json", body))
                .as("the test's own request, %s %s", method, path)
                .isEmpty();
        return description.responseProblems(
                method,
                address,
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(null),
                response.body());
    }
}
