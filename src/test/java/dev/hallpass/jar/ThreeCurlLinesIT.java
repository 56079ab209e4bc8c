package dev.hallpass.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The three lines of the README do the main job, from asking to the proof, when they are pasted in a shell. */
class ThreeCurlLinesIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static StartedJar hallpass;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        boolean curl = hasCurl();
        if (!curl) {
            System.err.println("SKIPPED: ThreeCurlLinesIT needs sh and curl, and there are none here.");
        }
        Assumptions.assumeTrue(curl, "no sh and curl");
        hallpass = new StartedJar(folder);
    }

    private static boolean hasCurl() throws InterruptedException {
        try {
            return new ProcessBuilder("sh", "-c", "curl --version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        // Null where there is no curl.
        if (hallpass != null) {
            hallpass.close();
        }
    }

    @Test
    void theyGiveTheAccessAndProveItAndItIsGoneAtItsEnd() throws IOException, InterruptedException {
        hallpass.setByHand("ada", "payments-api", "read");
        List<String> lines = printed();

        JsonNode asked = JSON.readTree(shell(lines.get(0)));
        JsonNode decided = JSON.readTree(shell(lines.get(1)));
        String request = asked.path("id").asString();
        assertThat(decided.path("id").asString()).as(decided.toString()).isEqualTo(request);
        assertThat(decided.path("decisions").path(0).path("decidedBy").asString())
                .isEqualTo("grace");

        List<String> looked = shell(lines.get(2)).lines().toList();
        assertThat(JSON.readTree(looked.getFirst()).path("permission").asString())
                .as("the stand-in's answer")
                .isEqualTo("write");
        assertTrailSaysWhoWhatWhenWhyAndUnderWhichRule(
                looked.stream()
                        .skip(1)
                        .filter(line -> !line.isBlank())
                        .map(line -> JSON.readTree(line).path("event"))
                        .toList(),
                request);

        await().atMost(SOON)
                .until(() -> hallpass.permission("ada", "payments-api").equals("read"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(hallpass.as("barbara")
                                .get("/api/v1/requests/" + request)
                                .json()
                                .path("state")
                                .asString())
                        .isEqualTo("ENDED"));
    }

    private static void assertTrailSaysWhoWhatWhenWhyAndUnderWhichRule(List<JsonNode> trail, String request) {
        JsonNode submitted = event(trail, "request.submitted", request);
        assertThat(submitted.path("actor").asString()).isEqualTo("ada");
        assertThat(submitted.path("principal").asString()).isEqualTo("ada");
        assertThat(submitted.path("details").path("role").asString()).isEqualTo("write");
        assertThat(submitted.path("details").path("justification").asString()).isEqualTo("Fix the failed payout job");
        JsonNode decided = event(trail, "approval.decided", request);
        assertThat(decided.path("actor").asString()).isEqualTo("grace");
        JsonNode activated = event(trail, "grant.activated", request);
        Instant from = Instant.parse(activated.path("occurredAt").asString());
        assertThat(Instant.parse(activated.path("details").path("expiresAt").asString()))
                .isBetween(from.plusSeconds(19), from.plusSeconds(21));
        assertThat(event(trail, "request.evaluated", request).path("rule").asString())
                .isNotBlank();
    }

    private static JsonNode event(List<JsonNode> trail, String type, String request) {
        return trail.stream()
                .filter(each -> each.toString().contains(request))
                .filter(each -> each.path("type").asString().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type.toUpperCase(Locale.ROOT) + " is not in " + trail));
    }

    /** As they stand in the README, only that they go to this Hallpass and that the access ends while the test waits. */
    private static List<String> printed() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md")).stream()
                .dropWhile(line -> !line.startsWith("The main job in three lines"))
                .filter(line -> line.contains("curl ") && line.contains("http://localhost:"))
                .limit(3)
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).contains("\"PT2M\"");
        return lines.stream()
                .map(line -> hallpass.addressed(line.replace("PT2M", "PT20S")))
                .toList();
    }

    private static String shell(String line) throws IOException, InterruptedException {
        Path answer = Files.createTempFile(folder, "answer", ".txt");
        Process process = new ProcessBuilder("sh", "-c", line)
                .redirectOutput(answer.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(line).isTrue();
        assertThat(process.exitValue()).as(line).isZero();
        return Files.readString(answer);
    }
}
