package dev.hallpass;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
        return http.get("/requests?path=" + encoded(path)).json();
    }

    /** Makes a person {@code owner}, {@code member} or {@code collaborator} of the workspace; null lets them leave. */
    public void setMembership(String person, @Nullable String membership) {
        assertDone(http.put(
                "/users/%s/membership".formatted(encoded(Acme.account(person))),
                Collections.singletonMap("membership", membership)));
    }

    /** Sets a permission on a project by hand; {@code none} takes it away. */
    public void setOnProjectByHand(String person, String project, String permission) {
        assertDone(http.put(
                "/permissions", Map.of("project", project, "user", Acme.account(person), "permission", permission)));
    }

    /** Gives a repository another slug. */
    public void rename(String repository, String slug) {
        assertDone(http.put("/repositories/" + encoded(repository), Map.of("slug", slug)));
    }

    /** Moves a repository to another project. */
    public void move(String repository, String project) {
        assertDone(http.put("/repositories/" + encoded(repository), Map.of("project", project)));
    }

    /** Deletes a repository. */
    public void delete(String repository) {
        assertDone(http.delete("/repositories/" + encoded(repository)));
    }

    /** Makes a new project. */
    public void createProject(String key) {
        assertThat(http.post("/projects", Map.of("key", key)).status()).isEqualTo(201);
    }

    /** Has an address told of what happens, each time twice as a bad day may have it. */
    public void tellTwice(String address, String secret) {
        assertThat(http.post("/webhooks", Map.of("url", address, "secret", secret, "duplicates", true))
                        .status())
                .isEqualTo(201);
    }

    /** All explicit permissions there are, one row each. */
    public JsonNode explicitRows() {
        return ok(http.get("/explicit"));
    }

    /** How many calls of each operation were made, all of them in {@code total}. */
    public JsonNode callCounts() {
        return ok(http.get("/requests/counts"));
    }

    /** Lets calls go wrong by chance, see the stand-in's {@code GET /_control}; answers the settings. */
    public JsonNode failByChance(Map<String, Object> settings) {
        return ok(http.put("/random-faults", settings));
    }

    /** The settings of what goes wrong by chance, and how often each has hit. */
    public JsonNode failuresByChance() {
        return ok(http.get("/random-faults"));
    }

    private static JsonNode ok(ApiClient.Response response) {
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.json();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void assertDone(ApiClient.Response response) {
        assertThat(response.status()).as(response.text()).isEqualTo(204);
    }
}
