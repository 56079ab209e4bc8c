package dev.hallpass.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Invariant 7 the hard way: the started jar is killed once with {@code kill -9}, with requests in all stages, and
 * started again. Each test looks at one of them: what was stored when the process was dead, and how it went on.
 */
@SuppressWarnings("NullAway.Init") // The preparation before all tests fills the fields
class KilledProcessIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** For so long reads do not show what was written, so that it is not settled. */
    private static final Duration STALE = Duration.ofSeconds(20);

    /** From the answer of the health check on, on a busy machine. */
    private static final Duration SOON_AFTER_THE_START = Duration.ofSeconds(15);

    private static final String[] WHOLE_LIFE = {
        "request.submitted",
        "request.evaluated",
        "request.awaiting-approval",
        "request.approved",
        "request.provisioning",
        "request.active",
        "request.revoking",
        "request.ended"
    };

    @TempDir
    static Path folder;

    private static StartedJar hallpass;
    private static JarRequest accepted;
    private static JarRequest waiting;
    private static JarRequest betweenTheSteps;
    private static JarRequest decided;
    private static JarRequest beingWritten;
    private static JarRequest inForce;
    private static JarRequest extended;
    private static JarRequest extensionWaiting;
    private static JarRequest extensionDecided;
    private static JarRequest beingTakenBack;
    private static JarRequest overInTheDowntime;
    private static Instant started;

    @BeforeAll
    static void killWithRequestsInAllStages() throws InterruptedException {
        hallpass = new StartedJar(folder);
        bringOneIntoEachStage();
        hallpass.kill();

        Stream.of(accepted, waiting, betweenTheSteps, decided, beingWritten, inForce, extended, beingTakenBack)
                .forEach(JarRequest::noteWhatIsStored);
        Stream.of(extensionWaiting, extensionDecided, overInTheDowntime).forEach(JarRequest::noteWhatIsStored);
        hallpass.letOutboxGo();
        await().atMost(SOON).until(() -> Instant.now().isAfter(endOf(overInTheDowntime)));
        hallpass.start();

        started = Instant.now();
        // Nobody decides before this one is looked at: its time counts.
        await().atMost(SOON_AFTER_THE_START)
                .until(() -> overInTheDowntime.permission().equals("none"));
        waiting.approve(0, "grace");
        accepted.approve(0, "grace");
        betweenTheSteps.approve(1, "linus");
        extensionWaiting.approve(0, "alan");
    }

    private static void bringOneIntoEachStage() {
        hallpass.setByHand("linus", "payments-ledger", "read");
        Instant standingSince = Instant.now();
        hallpass.setByHand("grace", "platform-infra", "read");
        inForce = granted("grace", "platform-infra", "PT60S", "alan");
        extended = granted("margaret", "platform-infra", "PT10M", "alan");
        extensionWaiting = extended.extend("PT5S").awaitStep(0);
        extensionDecided = granted("margaret", "build-tools", "PT10M", "alan")
                .extend("PT5S")
                .awaitStep(0);
        hallpass.setByHand("ada", "payments-api", "read");
        waiting = ask("ada", "payments-api", "write", "PT5S").awaitStep(0);
        betweenTheSteps = ask("ada", "payments-gateway", "admin", "PT5S")
                .approve(0, "grace")
                .awaitStep(1);
        decided = ask("margaret", "payments-api", "write", "PT5S").awaitStep(0);
        beingTakenBack = granted("alan", "payments-ledger", "PT5S", "grace");
        hallpass.fail(Map.of("method", "DELETE", "path", "permissions-config/users/557058:alan", "status", 503));
        beingTakenBack.awaitState("REVOKING");
        overInTheDowntime = granted("alan", "payments-api", "PT15S", "grace");
        await().atMost(SOON).until(() -> Instant.now().isAfter(standingSince.plus(STALE)));
        hallpass.fail(Map.of("path", "permissions-config/users/557058:linus", "staleSeconds", STALE.toSeconds()));
        beingWritten = ask("linus", "payments-ledger", "write", "PT5S").approve(0, "grace");
        await().atMost(SOON).until(() -> beingWritten.permission().equals("write"));

        hallpass.holdOutboxBack();
        decided.approve(0, "grace");
        extensionDecided.approve(0, "alan");
        accepted = ask("ada", "payments-ledger", "write", "PT5S");
    }

    private static JarRequest ask(String person, String repository, String role, String duration) {
        return JarRequest.ask(hallpass, person, repository, role, duration);
    }

    private static JarRequest granted(String person, String repository, String duration, String approver) {
        return ask(person, repository, "write", duration).approve(0, approver).awaitState("ACTIVE");
    }

    private static Instant endOf(JarRequest request) {
        return Objects.requireNonNull(request.stored().end());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        hallpass.close();
    }

    @Test
    void killedRightAfterTheRequestWasAccepted() {
        assertThat(accepted.stored().state()).isEqualTo("SUBMITTED");
        assertThat(accepted.stored().outbox()).containsExactly("START");

        assertEnded(accepted, "none");
    }

    @Test
    void killedWhileADecisionIsWaitedFor() {
        assertThat(waiting.stored().state()).isEqualTo("AWAITING_APPROVAL");
        assertThat(waiting.stored().steps()).containsExactly("WAITING");

        assertEnded(waiting, "read");
    }

    @Test
    void killedBetweenTheTwoStepsOfAnAdminRequest() {
        assertThat(betweenTheSteps.stored().state()).isEqualTo("AWAITING_APPROVAL");
        assertThat(betweenTheSteps.stored().steps()).containsExactly("APPROVED", "WAITING");

        assertEnded(betweenTheSteps, "none");
        assertThat(betweenTheSteps
                        .look()
                        .path("decisions")
                        .valueStream()
                        .map(decision -> decision.path("decidedBy").asString()))
                .containsExactly("grace", "linus");
    }

    @Test
    void killedRightAfterTheLastDecision() {
        assertThat(decided.stored().state()).isEqualTo("APPROVED");
        assertThat(decided.stored().outbox()).containsExactly("COMPLETE_STEP");

        assertEnded(decided, "none");
        assertThat(decided.look().path("decisions").size()).isEqualTo(1);
    }

    @Test
    void killedWhileThePermissionIsBeingWritten() {
        assertThat(beingWritten.stored().state()).isEqualTo("PROVISIONING");
        assertThat(beingWritten.stored().grant()).isEqualTo("PROVISIONING");

        // What was written before the kill is not taken for standing access.
        assertEnded(beingWritten, "read");
    }

    @Test
    void killedWhileTheGrantIsInForce() {
        assertThat(inForce.stored().state()).isEqualTo("ACTIVE");
        assertThat(inForce.stored().grant()).isEqualTo("ACTIVE");

        assertEnded(inForce, "read");
        assertThat(inForce.end()).isEqualTo(endOf(inForce));
    }

    @Test
    void killedWhileAnExtensionWaitsForItsDecision() {
        assertThat(extended.stored().state()).isEqualTo("ACTIVE");
        assertThat(extensionWaiting.stored().state()).isEqualTo("AWAITING_APPROVAL");

        assertExtended(extensionWaiting);
        assertThat(extended.end()).isEqualTo(endOf(extended).plusSeconds(5));
        extended.release();
        assertEnded(extended, "none");
    }

    @Test
    void killedRightAfterAnExtensionWasDecided() {
        assertThat(extensionDecided.stored().state()).isEqualTo("APPROVED");
        assertThat(extensionDecided.stored().outbox()).containsExactly("COMPLETE_STEP");

        assertExtended(extensionDecided);
    }

    @Test
    void killedWhileTheGrantIsBeingTakenBack() {
        assertThat(beingTakenBack.stored().state()).isEqualTo("REVOKING");
        assertThat(beingTakenBack.stored().grant()).isEqualTo("REVOKING");

        assertEnded(beingTakenBack, "none");
    }

    @Test
    void aGrantThatEndsWhileNothingRunsIsGoneSoonAfterTheStart() {
        assertThat(overInTheDowntime.stored().state()).isEqualTo("ACTIVE");

        assertEnded(overInTheDowntime, "none");
        assertThat(Instant.parse(overInTheDowntime.look().path("endedAt").asString()))
                .isBetween(endOf(overInTheDowntime), started.plus(SOON_AFTER_THE_START));
    }

    @Test
    void theAuditChainIsIntact() {
        JsonNode verification =
                hallpass.as("barbara").get("/api/v1/audit/verify").json();

        assertThat(verification.path("intact").asBoolean())
                .as(verification.toString())
                .isTrue();
    }

    private static void assertEnded(JarRequest request, String standing) {
        request.awaitState("ENDED");
        assertThat(request.permission()).as("what stood before").isEqualTo(standing);
        assertThat(request.states()).containsExactly(WHOLE_LIFE);
    }

    private static void assertExtended(JarRequest extension) {
        extension.awaitState("ENDED");
        assertThat(extension.states())
                .containsExactly(
                        "request.submitted",
                        "request.evaluated",
                        "request.awaiting-approval",
                        "request.approved",
                        "request.ended");
        assertThat(extension.look().path("endReason").asString()).isEqualTo("EXTENDED");
    }
}
