package dev.hallpass.bench;

import dev.hallpass.ApiClient;
import dev.hallpass.embedded.bitbucket.BitbucketStandIn;
import dev.hallpass.embedded.bitbucket.BitbucketStandInSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stand-in with as many repositories, people and groups as asked for, and the calls that it was sent. */
final class LargeWorkspace implements AutoCloseable {

    static final String SLUG = "large";

    private final BitbucketStandIn standIn;
    private final ApiClient control;
    private final List<Instant> calls = new ArrayList<>();
    private long lastCall;
    private long refused;

    LargeWorkspace(Path folder, int tokens, int repositories, int people, int groups) {
        Map<String, Object> seed = new LargeSeed(repositories, people, groups).document(tokens);
        Path file = folder.resolve("seed-%d.json".formatted(repositories));
        try {
            Files.writeString(file, JsonMapper.builder().build().writeValueAsString(seed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        standIn = BitbucketStandIn.start(new BitbucketStandInSettings(0, null, file));
        control = ApiClient.anonymous("http://localhost:%d/_control".formatted(standIn.port()));
    }

    static String email(int number) {
        return "bot%d@acme.example".formatted(number);
    }

    static String secret(int number) {
        return "test-token-" + number;
    }

    String baseUrl() {
        return standIn.baseUrl().toString();
    }

    /** Takes in what was called since it was last asked, and tells when all calls came, in real time. */
    List<Instant> calls() {
        JsonNode more = control.get("/requests?after=" + lastCall).json();
        for (JsonNode call : more) {
            lastCall = call.path("number").asLong();
            calls.add(Instant.parse(call.path("time").asString()));
            if (call.path("status").asInt() >= 400) {
                refused++;
            }
        }
        return List.copyOf(calls);
    }

    long refused() {
        return refused;
    }

    @Override
    public void close() {
        standIn.close();
    }
}
