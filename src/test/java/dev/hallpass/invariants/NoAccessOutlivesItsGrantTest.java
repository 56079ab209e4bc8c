package dev.hallpass.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Invariant 2: no access outlives its grant, except while the application refuses, and then it is retried and alerted. */
class NoAccessOutlivesItsGrantTest extends HallpassTest {

    private static final Duration SWEEP_GRACE = Duration.ofSeconds(2);
    private static final Duration SWEEP_INTERVAL = Duration.ofMillis(500);

    private static HallpassStack own;

    @BeforeAll
    static void startOwn() {
        own = HallpassStack.start(Map.of(
                "hallpass.applications[0].max-attempts",
                1,
                "hallpass.applications[0].retry-budget",
                "1s",
                "hallpass.access.sweep-grace",
                SWEEP_GRACE,
                "hallpass.access.sweep-interval",
                SWEEP_INTERVAL));
    }

    @AfterAll
    static void stopOwn() {
        own.close();
    }

    @AfterEach
    void heal() {
        bitbucket().heal();
    }

    @Override
    protected HallpassStack stack() {
        return own;
    }

    @Test
    void aRevocationThatBitbucketRateLimitsIsRepeatedUntilItSucceeds() {
        survivesWhile(Map.of("method", "DELETE", "path", "permissions-config", "status", 429));
    }

    @Test
    void aRevocationThatBitbucketCannotServeIsRepeatedUntilItSucceeds() {
        survivesWhile(Map.of("method", "DELETE", "path", "permissions-config", "status", 503));
    }

    @Test
    void aRevocationWhoseReadBackFailsIsNotTakenForDone() {
        survivesWhile(Map.of("method", "GET", "path", "permissions-config", "status", 500));
    }

    private void survivesWhile(Map<String, Object> fault) {
        String ada = engineer();
        String request = granted(ada, "service-7", "write", "PT3S");
        bitbucket().fail(fault);

        await().atMost(SOON).until(() -> failedAttempts(request) >= 3);

        assertThat(state(request)).as("not ended while access may remain").isEqualTo("REVOKING");
        assertThat(as(Acme.ADMINISTRATOR).get("/actuator/prometheus").text())
                .containsPattern("hallpass_revocations_failing(\\{[^}]*})? 1\\.0");
        assertThat(database()
                        .sql("select count(*) from audit_event where request_id = ? and type ="
                                + " 'access.revocation-failed'")
                        .param(UUID.fromString(request))
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(3);
        bitbucket().heal();
        awaitState(request, "ENDED");
        assertThat(bitbucket().permission(ada, "service-7")).isEqualTo("none");
    }

    private int failedAttempts(String request) {
        return database()
                .sql("select failed_attempts from access_grant where request_id = ?")
                .param(UUID.fromString(request))
                .query(Integer.class)
                .single();
    }

    @Test
    void accessIsGoneWithinThePublishedBound() {
        String request = granted(engineer(), "service-7", "write", "PT2S");

        awaitState(request, "ENDED");

        assertThat(overtime(request)).isBetween(Duration.ZERO, LATEST);
    }

    @Test
    void aDeadEngineLeavesNoAccessBehind() {
        String ada = engineer();
        String request = granted(ada, "service-7", "write", "PT3S");
        own.stopEngine();

        try {
            awaitState(request, "ENDED");
            assertThat(bitbucket().permission(ada, "service-7")).isEqualTo("none");
            assertThat(overtime(request))
                    .as("the fail-safe waits its grace and then looks within its interval")
                    .isBetween(SWEEP_GRACE, SWEEP_GRACE.plus(SWEEP_INTERVAL).plus(LATEST));
        } finally {
            own.startEngine();
            own.stopApplication();
            own.startApplication();
        }
    }

    @Test
    void accessThatCannotBeGivenIsReportedAsFailedAndNothingStays() {
        String ada = engineer();
        String request = ask(ada, "service-7", "write", "PT1H");
        bitbucket().fail(Map.of("method", "PUT", "path", "permissions-config", "status", 402));

        approve(Acme.OWNER, request, 0);
        awaitState(request, "FAILED");

        assertThat(bitbucket().permission(ada, "service-7")).isEqualTo("none");
    }

    @Test
    void accessThatCannotBeGivenAtTheMomentIsGivenLater() {
        String ada = engineer();
        String request = ask(ada, "service-7", "write", "PT1H");
        bitbucket().fail(Map.of("method", "PUT", "path", "permissions-config", "count", 3, "status", 503));

        approve(Acme.OWNER, request, 0);
        awaitState(request, "ACTIVE");

        assertThat(bitbucket().permission(ada, "service-7")).isEqualTo("write");
    }

    @Test
    void aConnectionLostAfterTheWriteDoesNotMakeTheTemporaryLevelTheStandingOne() {
        String ada = engineer();
        bitbucket().setByHand(ada, "service-7", "read");
        String request = ask(ada, "service-7", "write", "PT3S");
        bitbucket().fail(Map.of("method", "PUT", "path", "permissions-config", "count", 2, "reset", "AFTER"));

        approve(Acme.OWNER, request, 0);
        awaitState(request, "ENDED");

        assertThat(bitbucket().permission(ada, "service-7")).isEqualTo("read");
    }
}
