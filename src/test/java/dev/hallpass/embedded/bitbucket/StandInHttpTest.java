package dev.hallpass.embedded.bitbucket;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the stand-in as any client of Bitbucket sees it: over HTTP. */
abstract class StandInHttpTest {

    static final Path SEED = Path.of("src/test/resources/embedded/bitbucket-test-seed.json");
    static final String BOT = basic("hallpass-bot@acme.example", "demo-token");
    static final String OAUTH = "Bearer oauth-token";
    static final String ACCESS_TOKEN = "Bearer workspace-access-token";
    static final String PAYMENTS = "/repositories/acme/payments-api/permissions-config/users/";
    static final JsonMapper JSON = new JsonMapper();

    @SuppressWarnings("NullAway.Init") // before all tests
    static BitbucketStandIn standIn;

    @SuppressWarnings("NullAway.Init") // before all tests
    static StandInControl control;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @BeforeAll
    static void startStandIn() {
        standIn = BitbucketStandIn.start(new BitbucketStandInSettings(0, null, SEED));
        control = new StandInControl(standIn.baseUrl());
    }

    @AfterAll
    static void stopStandIn() {
        standIn.close();
    }

    @BeforeEach
    void resetStandIn() {
        control.reset();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(BOT, "GET", path, null);
    }

    HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return send(BOT, "PUT", path, body);
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(BOT, "DELETE", path, null);
    }

    HttpResponse<String> send(@Nullable String authorization, String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        URI address = path.startsWith("http") ? URI.create(path) : URI.create(standIn.baseUrl() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    static String permission(String level) {
        return "{\"permission\":\"" + level + "\"}";
    }

    static String basic(String email, String token) {
        return "Basic " + Base64.getEncoder().encodeToString((email + ":" + token).getBytes(StandardCharsets.UTF_8));
    }
}
