package dev.hallpass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a Hallpass, or anything else that speaks HTTP, as one person. */
public final class ApiClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String base;
    private final @Nullable String authorization;
    private final Map<String, String> headers;

    private ApiClient(String base, @Nullable String authorization, Map<String, String> headers) {
        this.base = base;
        this.authorization = authorization;
        this.headers = headers;
    }

    /** Calls without saying who. */
    public static ApiClient anonymous(String base) {
        return new ApiClient(base, null, Map.of());
    }

    /** Calls with HTTP Basic; demo passwords equal the names. */
    public static ApiClient basic(String base, String login) {
        String credentials = login + ":" + login;
        return new ApiClient(
                base,
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)),
                Map.of());
    }

    /** Calls with a bearer token. */
    public static ApiClient bearer(String base, String token) {
        return new ApiClient(base, "Bearer " + token, Map.of());
    }

    /** The same with one more header on each call. */
    public ApiClient with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiClient(base, authorization, more);
    }

    /** What came back. */
    public record Response(int status, HttpHeaders headers, String text) {

        /** The body as JSON; a missing node if it is none. */
        public JsonNode json() {
            try {
                return text.isEmpty() ? JSON.missingNode() : JSON.readTree(text);
            } catch (JacksonException e) {
                return JSON.missingNode();
            }
        }

        /** One header, empty if absent. */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    /** GET. */
    public Response get(String path) {
        return send("GET", path, null, null);
    }

    /** DELETE. */
    public Response delete(String path) {
        return send("DELETE", path, null, null);
    }

    /** POST of a value as JSON. */
    public Response post(String path, Object body) {
        return send("POST", path, "application/json", JSON.writeValueAsString(body));
    }

    /** POST without a body. */
    public Response post(String path) {
        return send("POST", path, null, null);
    }

    /** PUT of a value as JSON. */
    public Response put(String path, Object body) {
        return send("PUT", path, "application/json", JSON.writeValueAsString(body));
    }

    /** Any call with any text as body. */
    public Response send(String method, String path, @Nullable String contentType, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Response(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
