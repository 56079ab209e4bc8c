package dev.hallpass;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Looks at the Bitbucket stand-in, and plays its administrator and its bad days, over HTTP. */
public final class BitbucketControl {

    private final ApiClient http;

    BitbucketControl(String base) {
        this.http = ApiClient.anonymous(base + "/_control");
    }

    /** The permission that a person holds explicitly, {@code none} if they hold none. */
    public String permission(String person, String repository) {
        ApiClient.Response levels =
                http.get("/permissions?repository=%s&user=%s".formatted(repository, Acme.account(person)));
        assertThat(levels.status()).isEqualTo(200);
        return levels.json().path("explicit").asString("none");
    }

    /** Sets a permission as an administrator would by hand; {@code none} takes it away. */
    public void setByHand(String person, String repository, String permission) {
        assertDone(http.put(
                "/permissions",
                Map.of("repository", repository, "user", Acme.account(person), "permission", permission)));
    }

    /** Lets calls go wrong, see the stand-in's {@code GET /_control}. */
    public void fail(Map<String, Object> fault) {
        assertThat(http.post("/faults", fault).status()).isEqualTo(201);
    }

    /** All goes well again. */
    public void heal() {
        assertDone(http.delete("/faults"));
    }

    /** The calls of the API whose path matches a regular expression. */
    public JsonNode calls(String path) {
        return http.get("/requests?path=" + URLEncoder.encode(path, StandardCharsets.UTF_8))
                .json();
    }

    private static void assertDone(ApiClient.Response response) {
        assertThat(response.status()).as(response.text()).isEqualTo(204);
    }
}
