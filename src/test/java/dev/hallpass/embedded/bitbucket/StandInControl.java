package dev.hallpass.embedded.bitbucket;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stand-in's control endpoint, for tests. */
public final class StandInControl {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI root;

    /** @param api the stand-in's base address */
    public StandInControl(URI api) {
        this.root = api.resolve("/_control/");
    }

    /** Back to the seed, with no faults, no rate limit, and no requests remembered. */
    public void reset() {
        send("POST", "reset", "");
    }

    /** Switches a fault on, in the JSON of the control endpoint. */
    public void fault(String json) {
        send("POST", "faults", json);
    }

    /** Switches all faults off. */
    public void clearFaults() {
        send("DELETE", "faults", "");
    }

    /** Changes quirks, in the JSON of the control endpoint. */
    public void quirks(String json) {
        send("PUT", "quirks", json);
    }

    /** Switches the rate limit on. */
    public void limitCallsPerHour(int calls) {
        send("PUT", "rate-limit", "{\"enabled\":true,\"callsPerHour\":" + calls + "}");
    }

    /** Edits a user's permission on a repository, past the API. */
    public void setPermission(String repository, String user, String permission) {
        send(
                "PUT",
                "permissions",
                "{\"repository\":\"%s\",\"user\":\"%s\",\"permission\":\"%s\"}"
                        .formatted(repository, user, permission));
    }

    /** Edits any permission, in the JSON of the control endpoint. */
    public void setPermission(String json) {
        send("PUT", "permissions", json);
    }

    /** Deletes an account. */
    public void deleteUser(String user) {
        send("DELETE", "users/" + encode(user), "");
    }

    /** Renames a repository. */
    public void renameRepository(String repository, String slug) {
        send("PUT", "repositories/" + encode(repository), "{\"slug\":\"" + slug + "\"}");
    }

    /** Deletes a repository. */
    public void deleteRepository(String repository) {
        send("DELETE", "repositories/" + encode(repository), "");
    }

    /** The explicit permission as it is, {@code none} where there is none. */
    public String explicit(String repository, String user) {
        return levels(repository, user).path("explicit").asString();
    }

    /** The effective permission as it is, {@code none} where there is none. */
    public String effective(String repository, String user) {
        return levels(repository, user).path("effective").asString();
    }

    /** The calls of the API since the last reset, oldest first. */
    public List<JsonNode> requests() {
        return send("GET", "requests", "").valueStream().toList();
    }

    /** The calls since the last reset as {@code METHOD status}, oldest first. */
    public List<String> outcomes() {
        return requests().stream()
                .map(request -> request.path("method").asString() + " "
                        + request.path("status").asInt())
                .toList();
    }

    /** Everything as it is. */
    public JsonNode state() {
        return send("GET", "state", "");
    }

    /** Any other call of the control endpoint that must succeed; answers JSON null for what has no answer. */
    public JsonNode call(String method, String path, String body) {
        return send(method, path, body);
    }

    private JsonNode levels(String repository, String user) {
        return send("GET", "permissions?repository=" + encode(repository) + "&user=" + encode(user), "");
    }

    private JsonNode send(String method, String path, @Nullable String body) {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body == null ? "" : body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(request + " was answered " + response.statusCode() + response.body());
            }
            return JSON.readTree(response.body().isEmpty() ? "null" : response.body());
        } catch (IOException e) {
            throw new IllegalStateException(request + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
