package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a person has, what they need not ask for, and what the applications can do. */
class EffectiveAccessApiTest extends HallpassTest {

    private final String person = engineer();

    private List<String> paths(String viewer) {
        Response response = as(viewer).get("/api/v1/principals/" + person + "/access?limit=200");
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("path").asString())
                .toList();
    }

    @Test
    void onesOwnAccessIsShownWithTheRequestAndTheEnd() {
        String request = granted(person, "shop", "write", "PT5M");

        for (String viewer : List.of(person, Acme.AUDITOR, Acme.ADMINISTRATOR, Acme.OWNER)) {
            assertThat(paths(viewer)).as(viewer).contains("acme/shop");
        }
        JsonNode item = as(person)
                .get("/api/v1/principals/" + person + "/access?limit=200")
                .json()
                .path("items")
                .valueStream()
                .filter(each -> each.path("path").asString().equals("acme/shop"))
                .findFirst()
                .orElseThrow();
        assertThat(item.path("effective").asString()).isEqualTo("write");
        assertThat(item.path("paths").path(0).path("request").asString()).isEqualTo(request);
        assertThat(item.path("paths").path(0).path("expiresAt").asString()).isNotBlank();
    }

    @Test
    void othersSeeOnlyWhatTheyAnswerFor() {
        granted(person, "shop", "write", "PT5M");

        assertThat(as(Acme.SECURITY)
                        .get("/api/v1/principals/" + person + "/access")
                        .status())
                .isEqualTo(403);
        assertThat(paths(Acme.OWNER_IN_SECURITY)).doesNotContain("acme/shop");
        assertThat(as(Acme.AUDITOR).get("/api/v1/principals/nobody/access").status())
                .isEqualTo(404);
        assertThat(as(Acme.AUDITOR)
                        .get("/api/v1/principals/" + person + "/access?cursor=eA")
                        .json()
                        .path("field")
                        .asString())
                .isEqualTo("cursor");
    }

    @Test
    void askingForWhatOneHoldsIsAnsweredWithThat() {
        String request = granted(person, "shop", "write", "PT10M");

        for (String call : List.of("/api/v1/requests", "/api/v1/requests/preview")) {
            Response refused = as(person).post(call, request("shop", "write", "PT2M"));

            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.json().path("type").asString()).endsWith("/already-held");
            assertThat(refused.json().path("held").path("role").asString()).isEqualTo("write");
            assertThat(refused.json().path("held").path("request").asString()).isEqualTo(request);
            assertThat(refused.json().path("held").path("until").asString()).isNotBlank();
        }
        assertThat(as(person)
                        .post("/api/v1/requests", request("shop", "write", "PT20M"))
                        .status())
                .as("longer than the grant")
                .isEqualTo(202);
    }

    @Test
    void theApplicationsTellWhatTheyCanDoAndCredentialsToThoseWhoSeeEverything() {
        JsonNode seen = as(person).get("/api/v1/applications/acme").json();
        assertThat(seen.path("type").asString()).isEqualTo("bitbucket-cloud");
        assertThat(seen.path("kinds").valueStream())
                .filteredOn(kind -> kind.path("kind").asString().equals("REPOSITORY"))
                .singleElement()
                .satisfies(kind -> {
                    assertThat(kind.path("roles").size()).isEqualTo(3);
                    assertThat(kind.path("rightsToRead").toString()).contains("read:repository:bitbucket");
                    assertThat(kind.path("rightsToChange").toString()).contains("admin:repository:bitbucket");
                });
        assertThat(seen.path("queue").has("revocations")).isTrue();
        assertThat(seen.has("credentials")).isFalse();

        Response all = as(Acme.AUDITOR).get("/api/v1/applications");
        assertThat(all.json().path("items").path(0).path("name").asString()).isEqualTo("acme");
        assertThat(all.json().path("items").path(0).has("credentials")).isTrue();
        assertThat(all.text()).doesNotContain("test-token");
        assertThat(as(person).get("/api/v1/applications/nothing").status()).isEqualTo(404);
    }
}
