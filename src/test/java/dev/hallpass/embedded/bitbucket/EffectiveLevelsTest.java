package dev.hallpass.embedded.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveLevelsTest extends StandInHttpTest {

    @ParameterizedTest
    @CsvSource({
        "payments-api, 557058:ada, read",
        "payments-api, 557058:grace, admin",
        "payments-api, 557058:hallpass-bot, admin",
        "payments-api, 557058:ken, none",
        "web-shop, 557058:ken, read",
        "secrets-vault, 557058:linus, write",
        "platform-infra, 557058:alan, read",
        "build-tools, 557058:alan, read",
        "docs-site, 557058:barbara, read",
        "docs-site, 557058:hallpass-bot, admin",
    })
    void theLevelIsTheHighestOfAllPaths(String repository, String user, String level) {
        assertThat(control.effective(repository, user)).isEqualTo(level);
    }

    @Test
    void theLevelFollowsEveryChangeAtOnce() {
        control.setPermission("{\"repository\":\"payments-api\",\"group\":\"developers\",\"permission\":\"write\"}");
        assertThat(control.effective("payments-api", "557058:ken")).isEqualTo("write");

        control.setPermission("payments-api", "557058:ken", "admin");
        assertThat(control.effective("payments-api", "557058:ken")).isEqualTo("admin");

        control.setPermission("{\"repository\":\"payments-api\",\"group\":\"developers\",\"permission\":\"none\"}");
        control.setPermission("payments-api", "557058:ken", "none");
        assertThat(control.effective("payments-api", "557058:ken")).isEqualTo("none");
    }

    @Test
    void theListHoldsEverybodyWithAccessAndCanBeFilteredAndSorted() throws IOException, InterruptedException {
        String list = "/workspaces/acme/permissions/repositories/payments-api";

        assertThat(json(get(list)).path("size").asInt()).isEqualTo(3);
        assertThat(get(list + "?q=permission%3E%22read%22").body())
                .contains("557058:grace")
                .doesNotContain("557058:ada");
        assertThat(json(get(list + "?q=user.account_id%3D%22557058:ada%22"))
                        .at("/values/0/permission")
                        .asString())
                .isEqualTo("read");
        assertThat(json(get(list + "?sort=-user.display_name"))
                        .at("/values/0/user/nickname")
                        .asString())
                .isEqualTo("hallpass-bot");
        assertThat(get(list + "?q=user.shoe_size%3D44").statusCode()).isEqualTo(400);
        assertThat(get(list + "?q=permission%3D%3D").statusCode()).isEqualTo(400);
    }

    @Test
    void onlyAdminsMayAsk() throws IOException, InterruptedException {
        String ada = basic("ada@acme.example", "ada-token");

        assertThat(send(ada, "GET", "/workspaces/acme/permissions/repositories/payments-api", null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(ada, "GET", "/workspaces/acme/permissions/repositories", null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(json(send(ada, "GET", "/user/workspaces/acme/permissions/repositories", null))
                        .path("values")
                        .size())
                .isEqualTo(3);
    }
}
