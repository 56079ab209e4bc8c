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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stand-in with as many repositories, people and groups as asked for, and the calls that it was sent. */
final class LargeWorkspace implements AutoCloseable {

    static final String SLUG = "large";

    private static final List<String> SCOPES = List.of(
            "read:user:bitbucket",
            "read:workspace:bitbucket",
            "read:repository:bitbucket",
            "read:project:bitbucket",
            "admin:repository:bitbucket",
            "admin:project:bitbucket",
            "admin:workspace:bitbucket",
            "read:permission:bitbucket",
            "write:permission:bitbucket",
            "delete:permission:bitbucket");

    private final BitbucketStandIn standIn;
    private final ApiClient control;
    private final List<Instant> calls = new ArrayList<>();
    private long lastCall;
    private long refused;

    LargeWorkspace(Path folder, int tokens, int repositories, int people, int groups) {
        Map<String, Object> seed = new LinkedHashMap<>();
        seed.put("workspace", Map.of("slug", SLUG, "uuid", uuid("d", 1), "name", SLUG));
        seed.put(
                "users",
                IntStream.rangeClosed(1, tokens).mapToObj(LargeWorkspace::bot).toList());
        seed.put("groups", List.of());
        seed.put("projects", List.of());
        seed.put("repositories", List.of());
        seed.put("permissions", List.of());
        seed.put(
                "tokens",
                IntStream.rangeClosed(1, tokens).mapToObj(LargeWorkspace::token).toList());
        seed.put(
                "generate",
                Map.of(
                        "repositories", repositories,
                        "projects", Math.max(1, repositories / 50),
                        "people", people,
                        "groups", groups,
                        "randomSeed", 1));
        Path file = folder.resolve("seed-%d.json".formatted(repositories));
        try {
            Files.writeString(file, JsonMapper.builder().build().writeValueAsString(seed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        standIn = BitbucketStandIn.start(new BitbucketStandInSettings(0, null, file));
        control = ApiClient.anonymous("http://localhost:%d/_control".formatted(standIn.port()));
    }

    private static Map<String, Object> bot(int number) {
        return Map.of(
                "accountId",
                "557058:bot" + number,
                "uuid",
                uuid("e", number),
                "nickname",
                "bot" + number,
                "displayName",
                "bot" + number,
                "email",
                email(number),
                "membership",
                "owner");
    }

    private static Map<String, Object> token(int number) {
        return Map.of("kind", "API_TOKEN", "token", secret(number), "user", "557058:bot" + number, "scopes", SCOPES);
    }

    static String email(int number) {
        return "bot%d@acme.example".formatted(number);
    }

    static String secret(int number) {
        return "test-token-" + number;
    }

    private static String uuid(String prefix, int number) {
        return "{%s0000000-0000-4000-8000-%012d}".formatted(prefix, number);
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
