package dev.hallpass.embedded.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GeneratedWorkspaceTest extends StandInHttpTest {

    private static final String SMALL =
            "{\"repositories\":20,\"projects\":2,\"people\":10,\"groups\":3,\"randomSeed\":%d}";

    private List<String> visit(String list, String... id) throws IOException, InterruptedException {
        List<String> seen = new ArrayList<>();
        String next = list;
        while (!next.isEmpty()) {
            JsonNode page = json(get(next));
            for (JsonNode value : page.path("values")) {
                JsonNode found = value;
                for (String field : id) {
                    found = found.path(field);
                }
                seen.add(found.asString());
            }
            next = page.path("next").asString("");
        }
        return seen;
    }

    @Test
    void aLargeCompanyIsMadeUpAndPagingVisitsEverythingOnce() throws IOException, InterruptedException {
        int repositories = visit("/repositories/acme?pagelen=100", "uuid").size();
        int projects = visit("/workspaces/acme/projects?pagelen=100", "uuid").size();
        int members =
                visit("/workspaces/acme/members?pagelen=100", "user", "uuid").size();
        int groups = json(get(groupsAddress())).size();

        control.call("POST", "workspace", "{}");

        assertThat(visit("/repositories/acme?pagelen=100", "uuid"))
                .hasSize(repositories + 5_000)
                .doesNotHaveDuplicates();
        assertThat(visit("/workspaces/acme/projects?pagelen=100", "uuid"))
                .hasSize(projects + 100)
                .doesNotHaveDuplicates();
        assertThat(visit("/workspaces/acme/members?pagelen=100", "user", "uuid"))
                .hasSize(members + 2_000)
                .doesNotHaveDuplicates();
        assertThat(json(get(groupsAddress())).size()).isEqualTo(groups + 300);
    }

    @Test
    void theSameSeedMakesTheSamePermissions() {
        control.call("POST", "workspace", SMALL.formatted(7));
        JsonNode first = control.call("GET", "explicit", "");
        control.reset();
        control.call("POST", "workspace", SMALL.formatted(7));
        JsonNode again = control.call("GET", "explicit", "");
        control.reset();
        control.call("POST", "workspace", SMALL.formatted(8));

        assertThat(again).isEqualTo(first);
        assertThat(control.call("GET", "explicit", "")).isNotEqualTo(first);
    }

    @Test
    void repositoriesWithoutAProjectAreRefused() throws IOException, InterruptedException {
        String address = standIn.baseUrl().resolve("/_control/workspace").toString();

        assertThat(send(null, "POST", address, "{\"projects\":0}").statusCode()).isEqualTo(400);
    }

    private static String groupsAddress() {
        return standIn.baseUrl().resolve("/1.0/groups/acme").toString();
    }
}
