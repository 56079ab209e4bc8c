package dev.hallpass.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Invariant 7: whatever stops, each request goes on afterwards. For a real {@code kill -9} see {@code KilledProcessIT}. */
class NothingIsLostTest extends HallpassTest {

    private static HallpassStack own;

    @BeforeAll
    static void startOwn() {
        own = HallpassStack.start(Map.of());
    }

    @AfterAll
    static void stopOwn() {
        own.close();
    }

    @Override
    protected HallpassStack stack() {
        return own;
    }

    @Test
    void whatWaitsForADecisionWaitsAgainInAnEngineThatLostEverything() {
        String ada = engineer();
        String request = ask(ada, "service-8", "admin", "PT3S");
        approve(Acme.OWNER, request, 0);
        awaitStep(request, 1);

        loseTheEngine();
        approve(Acme.SECURITY, request, 1);
        awaitState(request, "ENDED");

        assertThat(look(request).path("decisions").size()).isEqualTo(2);
        assertThat(bitbucket().permission(ada, "service-8")).isEqualTo("none");
    }

    @Test
    void anEngineThatBeganAnewBesideALivingApplicationIsNoticedAtOnce() {
        String ada = engineer();
        String request = ask(ada, "service-8", "write", "PT3S");
        awaitStep(request, 0);
        own.stopEngine();
        own.startEngine();

        approve(Acme.OWNER, request, 0);
        // Long before the next regular announcement, which comes after five minutes.
        awaitState(request, "ENDED");
    }

    @Test
    void aGrantInForceEndsOnTimeInAnEngineThatLostEverything() {
        String ada = engineer();
        String request = granted(ada, "service-8", "write", "PT20S");
        String end = look(request).path("grants").path(0).path("expiresAt").asString();

        loseTheEngine();
        String found = state(request);
        String there = bitbucket().permission(ada, "service-8");
        // A busy machine may have needed all that time to start again.
        if (Instant.now().isBefore(Instant.parse(end))) {
            assertThat(found).isEqualTo("ACTIVE");
            assertThat(there).isEqualTo("write");
        }
        awaitState(request, "ENDED");

        JsonNode ended = look(request);
        assertThat(ended.path("grants").path(0).path("expiresAt").asString()).isEqualTo(end);
        assertThat(Instant.parse(ended.path("endedAt").asString())).isAfterOrEqualTo(Instant.parse(end));
        assertThat(bitbucket().permission(ada, "service-8")).isEqualTo("none");
    }

    @Test
    void aRequestAcceptedWhileTheEngineIsAwayGoesOnWhenItIsBack() {
        String ada = engineer();
        own.stopEngine();

        String request = ask(ada, "service-8", "write", "PT3S");
        assertThat(state(request)).isEqualTo("SUBMITTED");
        own.startEngine();
        approve(Acme.OWNER, request, 0);
        awaitState(request, "ENDED");

        assertThat(look(request).path("grants").size()).isEqualTo(1);
    }

    @Test
    void aDecisionMadeWhileTheEngineIsAwayCountsWhenItIsBack() {
        String ada = engineer();
        String request = ask(ada, "service-8", "write", "PT3S");
        awaitStep(request, 0);
        own.stopEngine();

        assertThat(decide(Acme.OWNER, request, "APPROVE").status()).isBetween(200, 202);
        own.startEngine();
        awaitState(request, "ENDED");

        assertThat(look(request).path("decisions").size()).isEqualTo(1);
    }

    @Test
    void anApplicationThatRestartsBesideALivingEngineGoesOnWithTheSameProcess() {
        String ada = engineer();
        String waiting = ask(ada, "service-8", "write", "PT3S");
        awaitStep(waiting, 0);
        String instance = look(waiting).path("process").path("instanceKey").asString();

        restart();
        approve(Acme.OWNER, waiting, 0);
        awaitState(waiting, "ENDED");

        assertThat(look(waiting).path("process").path("instanceKey").asString()).isEqualTo(instance);
    }

    @Test
    void theAuditChainIsIntactAfterAllOfThat() {
        restart();

        assertThat(as(Acme.AUDITOR)
                        .get("/api/v1/audit/verify")
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }

    private void loseTheEngine() {
        own.stopApplication();
        own.stopEngine();
        own.startEngine();
        own.startApplication();
    }

    private void restart() {
        own.stopApplication();
        own.startApplication();
    }
}
