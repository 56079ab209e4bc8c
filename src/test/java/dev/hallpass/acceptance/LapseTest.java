package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import io.camunda.client.api.command.ClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Nobody answers: the approvers are reminded, then the request lapses. The hours pass on the engine's clock only. */
class LapseTest extends HallpassTest {

    private static final Duration REMIND_AFTER = Duration.ofHours(4);

    private static HallpassStack own;

    @BeforeAll
    static void startOwn() {
        own = HallpassStack.start(Map.of());
    }

    @AfterAll
    static void stopOwn() {
        own.close();
    }

    @AfterEach
    void putTheClockRight() {
        own.setEngineAhead(Duration.ZERO);
    }

    @Override
    protected HallpassStack stack() {
        return own;
    }

    @Test
    void aRequestThatNobodyAnswersInTimeLapsesAndGivesNothing() {
        String ada = engineer();
        String request = ask(ada, "payments", "write", "PT1H");
        long task = userTask(request);
        assertThat(secondsToDecide(request))
                .isBetween(
                        Duration.ofDays(2).toSeconds(),
                        Duration.ofDays(2).plus(SOON).toSeconds());

        own.setEngineAhead(Duration.ofDays(2).minusMinutes(5));
        awaitEvents(request, "approval.reminded", 1);
        assertThat(state(request)).as("five minutes before the time is up").isEqualTo("AWAITING_APPROVAL");
        own.setEngineAhead(Duration.ofDays(2).plusSeconds(1));
        awaitState(request, "LAPSED");

        assertThat(decide(Acme.OWNER, request, "APPROVE").status()).isEqualTo(409);
        assertThat(decide(Acme.MANAGER, request, "APPROVE").status()).isEqualTo(409);
        await().atMost(SOON)
                .untilAsserted(() -> assertThatThrownBy(() -> completeInTheEngine(task))
                        .isInstanceOf(ClientException.class)
                        .hasMessageContaining("NOT_FOUND"));
        assertThat(as(ada).post("/api/v1/requests/%s/cancel".formatted(request)).status())
                .isEqualTo(409);
        assertThat(typesOf(request))
                .filteredOn(type -> type.startsWith("request."))
                .containsExactly(
                        "request.submitted", "request.evaluated", "request.awaiting-approval", "request.lapsed");
        assertThat(state(request)).isEqualTo("LAPSED");
        assertThat(look(request).path("grants").size()).isZero();
        assertThat(look(request).path("route").path(0).path("state").asString()).isEqualTo("CLOSED");
        assertThat(bitbucket()
                        .calls("permissions-config/users/" + Acme.account(ada))
                        .size())
                .isZero();
    }

    @Test
    void theSecondStepLapsesToo() {
        String ada = engineer();
        String request = ask(ada, "payments", "admin", "PT1H");
        approve(Acme.OWNER, request, 0);
        awaitStep(request, 1);

        own.setEngineAhead(Duration.ofDays(1).plusSeconds(1));
        awaitState(request, "LAPSED");

        assertThat(decide(Acme.SECURITY, request, "APPROVE").status()).isEqualTo(409);
        assertThat(bitbucket().permission(ada, "payments")).isEqualTo("none");
    }

    @Test
    void theApproversAreRemindedOnceAndMayStillAgree() {
        String ada = engineer();
        String request = ask(ada, "payments", "write", "PT1H");
        userTask(request);

        own.setEngineAhead(REMIND_AFTER.minusMinutes(5));
        String later = ask(engineer(), "payments", "write", "PT1H");
        userTask(later);
        assertThat(typesOf(request)).as("five minutes before").doesNotContain("approval.reminded");
        own.setEngineAhead(REMIND_AFTER.plusSeconds(1));
        awaitEvents(request, "approval.reminded", 1);
        own.setEngineAhead(REMIND_AFTER.multipliedBy(2).plusSeconds(1));
        awaitEvents(later, "approval.reminded", 1);

        assertThat(typesOf(request)).containsOnlyOnce("approval.reminded");
        assertThat(look(request).path("route").path(0).path("reminders").asInt())
                .isEqualTo(1);
        own.setEngineAhead(Duration.ZERO);
        assertThat(decide(Acme.OWNER, request, "APPROVE").status()).isBetween(200, 202);
        awaitState(request, "ACTIVE");
    }

    private long userTask(String request) {
        awaitStep(request, 0);
        return await().atMost(SOON)
                .until(
                        () -> database()
                                .sql("select user_task_key from approval_step where request_id = ? and position = 0"
                                        + " and user_task_key is not null")
                                .param(UUID.fromString(request))
                                .query(Long.class)
                                .list(),
                        keys -> !keys.isEmpty())
                .getFirst();
    }

    private void completeInTheEngine(long task) {
        own.engine()
                .newCompleteUserTaskCommand(task)
                .variables(Map.of("decision", "APPROVE"))
                .send()
                .join();
    }

    private long secondsToDecide(String request) {
        JsonNode seen = look(request);
        return Duration.between(
                        Instant.parse(seen.path("submittedAt").asString()),
                        Instant.parse(seen.path("decideBy").asString()))
                .toSeconds();
    }

    private void awaitEvents(String request, String type, int times) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(typesOf(request)).filteredOn(type::equals).hasSize(times));
    }

    private List<String> typesOf(String request) {
        return database()
                .sql("select type from audit_event where request_id = ? order by id")
                .param(UUID.fromString(request))
                .query(String.class)
                .list();
    }
}
