package dev.hallpass.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Invariant 7 the hard way: the started jar is killed with {@code kill -9} at each stage, and started again. */
class KilledProcessIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static StartedJar hallpass;

    @BeforeAll
    static void start() {
        hallpass = new StartedJar(folder);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        hallpass.close();
    }

    @Test
    void killedRightAfterTheRequestWasAccepted() throws InterruptedException {
        String request = ask("payments-ledger", "PT5S");

        killAndStart();

        approve(request);
        awaitState(request, "ENDED");
        assertThat(hallpass.permission("ada", "payments-ledger")).isEqualTo("none");
        assertNothingWasLost(request);
    }

    @Test
    void killedWhileADecisionIsWaitedFor() throws InterruptedException {
        hallpass.setByHand("ada", "payments-api", "read");
        String request = ask("payments-api", "PT5S");
        awaitState(request, "AWAITING_APPROVAL");

        killAndStart();

        approve(request);
        awaitState(request, "ENDED");
        assertThat(hallpass.permission("ada", "payments-api")).isEqualTo("read");
        assertNothingWasLost(request);
    }

    @Test
    void killedWhileThePermissionIsBeingWritten() throws InterruptedException {
        hallpass.setByHand("ada", "payments-api", "read");
        String request = ask("payments-api", "PT5S");
        hallpass.fail(Map.of("method", "PUT", "path", "permissions-config", "reset", "AFTER"));
        approve(request);
        awaitState(request, "PROVISIONING");
        await().atMost(SOON)
                .until(() -> hallpass.permission("ada", "payments-api").equals("write"));

        killAndStart();

        awaitState(request, "ENDED");
        assertThat(hallpass.permission("ada", "payments-api"))
                .as("what was written before the kill is not taken for standing access")
                .isEqualTo("read");
        assertNothingWasLost(request);
    }

    @Test
    void killedWhileTheGrantIsInForce() throws InterruptedException {
        hallpass.setByHand("ada", "payments-api", "read");
        String request = ask("payments-api", "PT40S");
        approve(request);
        awaitState(request, "ACTIVE");
        String end = look(request).path("grants").path(0).path("expiresAt").asString();

        killAndStart();

        assertThat(look(request).path("grants").path(0).path("expiresAt").asString())
                .isEqualTo(end);
        awaitState(request, "ENDED");
        assertThat(hallpass.permission("ada", "payments-api")).isEqualTo("read");
        assertNothingWasLost(request);
    }

    @Test
    void killedWhileTheGrantIsBeingTakenBack() throws InterruptedException {
        hallpass.setByHand("ada", "payments-api", "none");
        String request = ask("payments-api", "PT5S");
        approve(request);
        awaitState(request, "ACTIVE");
        hallpass.fail(Map.of("method", "DELETE", "path", "permissions-config", "status", 503));
        awaitState(request, "REVOKING");

        killAndStart();

        awaitState(request, "ENDED");
        assertThat(hallpass.permission("ada", "payments-api")).isEqualTo("none");
        assertNothingWasLost(request);
    }

    private static void killAndStart() throws InterruptedException {
        hallpass.kill();
        hallpass.start();
    }

    private static void assertNothingWasLost(String request) {
        JsonNode verification =
                hallpass.as("barbara").get("/api/v1/audit/verify").json();
        assertThat(verification.path("intact").asBoolean())
                .as(verification.toString())
                .isTrue();
        List<String> states = hallpass.as("barbara")
                .get("/api/v1/requests/%s/events?limit=200".formatted(request))
                .json()
                .path("items")
                .valueStream()
                .map(event -> event.path("type").asString())
                .filter(type -> type.startsWith("request."))
                .toList()
                .reversed();
        assertThat(states)
                .containsExactly(
                        "request.submitted",
                        "request.evaluated",
                        "request.awaiting-approval",
                        "request.approved",
                        "request.provisioning",
                        "request.active",
                        "request.revoking",
                        "request.ended");
    }

    private static String ask(String repository, String duration) {
        var answer = hallpass.as("ada")
                .post(
                        "/api/v1/requests",
                        Map.of(
                                "entitlements",
                                List.of(Map.of("resource", repository, "role", "write")),
                                "duration",
                                duration,
                                "justification",
                                "Fix the failed payout job"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path("id").asString();
    }

    private static JsonNode look(String request) {
        return hallpass.as("barbara").get("/api/v1/requests/" + request).json();
    }

    private static void awaitState(String request, String state) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(look(request).path("state").asString()).isEqualTo(state));
    }

    private static void approve(String request) {
        await().atMost(SOON)
                .until(() -> look(request)
                        .path("route")
                        .path(0)
                        .path("state")
                        .asString("")
                        .equals("WAITING"));
        var answer = hallpass.as("grace")
                .post("/api/v1/requests/%s/decisions".formatted(request), Map.of("decision", "APPROVE"));
        assertThat(answer.status()).as(answer.text()).isBetween(200, 202);
    }
}
