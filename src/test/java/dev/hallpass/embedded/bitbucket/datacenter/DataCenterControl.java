package dev.hallpass.embedded.bitbucket.datacenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks at the Data Center stand-in, and plays its administrator and its bad days, over HTTP. */
public final class DataCenterControl {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    /** Controls the stand-in at this address. */
    public DataCenterControl(URI standIn) {
        this.base = standIn + "/_control";
    }

    /** Back to the seed. */
    public void reset() {
        send("POST", "/reset", null);
    }

    /** The direct permission of a user on {@code KEY/slug} or {@code KEY}, {@code none} if there is none. */
    public String permission(String user, String path) {
        return levels(user, path).path("explicit").asString("");
    }

    /** What a user may do by all paths together. */
    public String effective(String user, String path) {
        return levels(user, path).path("effective").asString("");
    }

    private JsonNode levels(String user, String path) {
        String where = (path.contains("/") ? "repository=" : "project=") + encode(path);
        return JSON.readTree(send("GET", "/permissions?" + where + "&user=" + encode(user), null));
    }

    /** Gives a user a permission by hand; {@code none} takes it away. */
    public void setByHand(String user, String path, String permission) {
        send(
                "PUT",
                "/permissions",
                Map.of(path.contains("/") ? "repository" : "project", path, "user", user, "permission", permission));
    }

    /** Gives a group a permission by hand, on {@code KEY/slug} or {@code KEY}. */
    public void setGroupByHand(String group, String path, String permission) {
        send(
                "PUT",
                "/permissions",
                Map.of(path.contains("/") ? "repository" : "project", path, "group", group, "permission", permission));
    }

    /** Gives a user a global permission by hand. */
    public void setGlobalByHand(String user, String permission) {
        send("PUT", "/permissions", Map.of("user", user, "permission", permission));
    }

    /** What everybody has on a project. */
    public void setDefault(String project, String permission) {
        send("PUT", "/defaults", Map.of("project", project, "permission", permission));
    }

    /** Whether a user is in a group. */
    public boolean isMember(String user, String group) {
        return JSON.readTree(send("GET", "/members?user=" + encode(user) + "&group=" + encode(group), null))
                .path("member")
                .asBoolean(false);
    }

    /** Puts a user into a group, or takes one out, by hand. */
    public void setMember(String user, String group, boolean member) {
        send("PUT", "/members", Map.of("user", user, "group", group, "member", member));
    }

    /** Deletes a user. */
    public void deleteUser(String user) {
        send("DELETE", "/users?name=" + encode(user), null);
    }

    /** Renames or moves a repository. */
    public void move(String path, String project, String slug) {
        send("PUT", "/repositories", Map.of("repository", path, "project", project, "slug", slug));
    }

    /** Makes a new repository. */
    public void create(String project, String slug) {
        send("POST", "/repositories", Map.of("project", project, "slug", slug));
    }

    /** Deletes a repository. */
    public void deleteRepository(String path) {
        send("DELETE", "/repositories?repository=" + encode(path), null);
    }

    /** Makes a new project. */
    public void createProject(String key) {
        send("POST", "/projects", Map.of("project", key));
    }

    /** Gives a project another key. */
    public void renameProject(String key, String other) {
        send("PUT", "/projects", Map.of("project", key, "key", other));
    }

    /** Deletes a project with all that is in it. */
    public void deleteProject(String key) {
        send("DELETE", "/projects?project=" + encode(key), null);
    }

    /** Switches quirks, given as JSON. */
    public void quirks(String json) {
        send("PUT", "/quirks", JSON.readTree(json));
    }

    /** Sets the token bucket, given as JSON. */
    public void rateLimit(String json) {
        send("PUT", "/rate-limit", JSON.readTree(json));
    }

    /** Lets calls go wrong, given as JSON. */
    public void fault(String json) {
        send("POST", "/faults", JSON.readTree(json));
    }

    /** Ends all faults. */
    public void heal() {
        send("DELETE", "/faults", null);
    }

    /** Forgets the calls so far. */
    public void forgetCalls() {
        send("DELETE", "/requests", null);
    }

    /** The calls whose path and query match a regular expression, as {@code METHOD path?query}. */
    public List<String> calls(String path) {
        List<String> calls = new ArrayList<>();
        for (JsonNode call : JSON.readTree(send("GET", "/requests?path=" + encode(path), null))) {
            calls.add(call.path("method").asString("") + " " + call.path("path").asString(""));
        }
        return calls;
    }

    private String send(String method, String path, @Nullable Object body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
