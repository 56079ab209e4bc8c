package dev.hallpass.embedded.bitbucket.datacenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is asked, and what the stand-in answers, is as Atlassian's description of the API says, also in failure. */
class DataCenterContractTest extends DataCenterStandInHttpTest {

    private static final List<String> READS = List.of(
            "/application-properties",
            "/projects",
            "/projects?limit=2",
            "/projects/PAY",
            "/projects/NONE",
            "/projects/PAY/repos",
            "/projects/PAY/repos/api",
            "/projects/PAY/repos/none",
            "/repos?archived=ALL",
            "/projects/PAY/repos/api/permissions/users",
            "/projects/PAY/repos/api/permissions/groups",
            "/projects/PAY/repos/api/permissions/users/none",
            "/projects/PAY/repos/api/permissions/groups/none",
            "/projects/PAY/repos/api/permissions/search?permission=REPO_READ",
            "/projects/WEB/permissions/users",
            "/projects/WEB/permissions/groups",
            "/projects/WEB/permissions/users/none",
            "/projects/WEB/permissions/groups/none",
            "/projects/WEB/permissions/search",
            "/projects/WEB/permissions/PROJECT_READ/all",
            "/projects/WEB/permissions/NOTHING/all",
            "/users?filter=ada",
            "/users?permission=LICENSED_USER",
            "/users?permission=REPO_READ",
            "/users/ada",
            "/users/nobody",
            "/groups",
            "/admin/users",
            "/admin/groups",
            "/admin/groups/more-members?context=developers",
            "/admin/users/more-members?context=ken",
            "/admin/permissions/users",
            "/admin/permissions/groups",
            "/admin/permissions/users/none",
            "/admin/permissions/groups/none");

    @Test
    void everyReadIsAsDescribed() throws IOException, InterruptedException {
        DataCenterDescription description = DataCenterDescription.orSkip();

        for (String path : READS) {
            check(description, BOT, "GET", path, null);
            check(description, PROJECT_BOT, "GET", path, null);
        }
    }

    @Test
    void everyWriteIsAsDescribed() throws IOException, InterruptedException {
        DataCenterDescription description = DataCenterDescription.orSkip();

        for (String level : List.of("REPO_READ", "REPO_WRITE", "REPO_ADMIN")) {
            check(description, TOKEN, "PUT", API + "?name=ken&permission=" + level, null);
        }
        check(description, TOKEN, "PUT", API + "?name=nobody&permission=REPO_READ", null);
        check(description, TOKEN, "DELETE", API + "?name=ken", null);
        check(description, TOKEN, "DELETE", API + "?name=ken", null);
        check(description, TOKEN, "DELETE", "/projects/NONE/permissions/users?name=ken", null);
        check(description, TOKEN, "PUT", "/projects/PAY/permissions/users?name=ken&permission=PROJECT_WRITE", null);
        check(description, TOKEN, "DELETE", "/projects/PAY/permissions/users?name=ken", null);
        String groups = "/projects/PAY/repos/api/permissions/groups";
        check(description, TOKEN, "PUT", groups + "?name=empty&permission=REPO_READ", null);
        check(description, TOKEN, "DELETE", groups + "?name=empty", null);
        check(description, TOKEN, "DELETE", "/projects/PAY/repos/api/permissions?user=ada&group=developers", null);
        check(description, TOKEN, "DELETE", "/projects/PAY/repos/api/permissions", null);
        check(description, TOKEN, "POST", "/projects/PAY/permissions/PROJECT_READ/all?allow=true", null);
        check(description, BOT, "PUT", "/admin/permissions/users?name=ada&permission=LICENSED_USER", null);
        check(description, BOT, "DELETE", "/admin/permissions/users?name=ada", null);
        check(description, BOT, "PUT", "/admin/permissions/groups?name=empty&permission=LICENSED_USER", null);
        check(description, BOT, "DELETE", "/admin/permissions/groups?name=empty", null);
    }

    @Test
    void groupsAreChangedAsDescribed() throws IOException, InterruptedException {
        DataCenterDescription description = DataCenterDescription.orSkip();

        check(description, BOT, "POST", "/admin/groups/add-users", "{\"group\":\"empty\",\"users\":[\"ada\",\"ken\"]}");
        check(description, BOT, "POST", "/admin/users/add-groups", "{\"user\":\"alan\",\"groups\":[\"empty\"]}");
        check(description, BOT, "POST", "/admin/groups/add-user", "{\"context\":\"empty\",\"itemName\":\"adam\"}");
        check(description, BOT, "POST", "/admin/users/add-group", "{\"context\":\"grace\",\"itemName\":\"empty\"}");
        assertThat(names(send(BOT, "GET", "/users?group=empty", null)))
                .containsExactly("ada", "adam", "alan", "grace", "ken");
        check(description, BOT, "POST", "/admin/users/remove-group", "{\"context\":\"ada\",\"itemName\":\"empty\"}");
        check(description, BOT, "POST", "/admin/groups/remove-user", "{\"context\":\"empty\",\"itemName\":\"ken\"}");
        assertThat(names(send(BOT, "GET", "/users?group=empty", null))).containsExactly("adam", "alan", "grace");
        check(description, BOT, "POST", "/admin/groups/add-users", "{\"group\":\"none\",\"users\":[\"ada\"]}");
        check(description, TOKEN, "POST", "/admin/groups/add-users", "{\"group\":\"empty\",\"users\":[\"ada\"]}");
    }

    private void check(
            DataCenterDescription description, String authorization, String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        HttpResponse<String> response = send(authorization, method, path, body);
        String what = method + " " + path + " " + response.statusCode();
        assertThat(description.requestProblems(method, address(path), body == null ? null : "application/json", body))
                .as(what)
                .isEmpty();
        assertThat(description.responseProblems(
                        method,
                        address(path),
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(null),
                        response.body()))
                .as(what)
                .isEmpty();
    }
}
