package dev.hallpass.embedded.bitbucket.datacenter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the stand-in as any client of Bitbucket sees it: over HTTP. */
abstract class DataCenterStandInHttpTest {

    static final Path SEED = Path.of("src/test/resources/embedded/bitbucket-datacenter-test-seed.json");
    static final String BOT = basic("hallpass-bot", "bot-password");
    static final String SYSADMIN = basic("sysadmin", "sysadmin-password");
    static final String PROJECT_BOT = basic("project-bot", "project-password");
    static final String TOKEN = "Bearer bot-token";
    static final String API = "/projects/PAY/repos/api/permissions/users";
    static final JsonMapper JSON = new JsonMapper();

    @SuppressWarnings("NullAway.Init") // before all tests
    static DataCenterStandIn standIn;

    @SuppressWarnings("NullAway.Init") // before all tests
    static DataCenterControl control;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @BeforeAll
    static void startStandIn() {
        standIn = DataCenterStandIn.start(new DataCenterStandInSettings(0, null, SEED));
        control = new DataCenterControl(standIn.baseUrl());
    }

    @AfterAll
    static void stopStandIn() {
        standIn.close();
    }

    @BeforeEach
    void resetStandIn() {
        control.reset();
    }

    static URI address(String path) {
        return URI.create(standIn.baseUrl() + "/rest/api/latest" + path);
    }

    HttpResponse<String> send(@Nullable String authorization, String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
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

    static String exception(HttpResponse<String> response) {
        JsonNode error = JSON.readTree(response.body()).path("errors").path(0);
        return error.path("exceptionName").asString("");
    }

    static List<String> names(HttpResponse<String> response) {
        List<String> names = new ArrayList<>();
        for (JsonNode value : JSON.readTree(response.body()).path("values")) {
            names.add(
                    value.has("user")
                            ? value.path("user").path("name").asString("")
                            : value.path("name").asString(""));
        }
        return names;
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
