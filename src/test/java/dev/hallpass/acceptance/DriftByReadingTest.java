package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What somebody changes by hand in the application is found by the regular reading, and answered as it is set. */
class DriftByReadingTest extends HallpassTest {

    private static final String REPOSITORY = "service-13";

    /** What an application's setting may be. */
    private enum Answer {
        REPORT,
        RESTORE,
        REVOKE
    }

    private @Nullable HallpassStack own;

    @Override
    protected HallpassStack stack() {
        HallpassStack started = own;
        if (started == null) {
            throw new IllegalStateException("Not started");
        }
        return started;
    }

    @AfterEach
    void stop() {
        stack().close();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTakenAwayAndWhatIsAddedIsFoundShownAnsweredAndInTheTrail(Answer answer) {
        own = HallpassStack.start(Map.of(
                "hallpass.applications[0].drift", answer.name(),
                "hallpass.access.drift-interval", "PT2S",
                "hallpass.access.drift-confirmation", "PT1S",
                "hallpass.catalog.watched-interval", "PT2S"));
        String holder = engineer();
        String other = engineer();
        String request = granted(holder, REPOSITORY, "write", "PT1H");
        awaitReadings();

        bitbucket().setByHand(holder, REPOSITORY, "none");
        bitbucket().setByHand(other, REPOSITORY, "write");

        JsonNode removed = awaitFinding(holder);
        JsonNode added = awaitFinding(other);
        assertThat(removed.path("kind").asString()).isEqualTo("REMOVED");
        assertThat(removed.path("expected").asString()).isEqualTo("write");
        assertThat(added.path("kind").asString()).isEqualTo("ADDED");
        assertThat(added.path("path").asString()).isEqualTo("acme/" + REPOSITORY);
        assertThat(List.of(trail(removed), trail(added))).allMatch(events -> events.contains("access.drift-found"));
        switch (answer) {
            case REPORT -> {
                decide(removed, "RESTORE");
                awaitSettled(removed, "RESTORED", Acme.OWNER);
                decide(added, "ACCEPT");
                awaitSettled(added, "ACCEPTED", Acme.OWNER);
                assertPermissions(holder, "write", other, "write");
                assertThat(state(request)).isEqualTo("ACTIVE");
            }
            case RESTORE -> {
                awaitSettled(removed, "RESTORED", "hallpass");
                decide(added, "REVOKE");
                awaitSettled(added, "REVOKED", Acme.OWNER);
                assertPermissions(holder, "write", other, "none");
                assertThat(state(request)).isEqualTo("ACTIVE");
            }
            case REVOKE -> {
                awaitSettled(removed, "REVOKED", "hallpass");
                awaitSettled(added, "REVOKED", "hallpass");
                awaitState(request, "ENDED");
                assertThat(look(request).path("endReason").asString()).isEqualTo("DRIFT");
                assertPermissions(holder, "none", other, "none");
            }
        }
        assertThat(List.of(trail(removed), trail(added))).allMatch(events -> events.contains("access.drift-resolved"));
    }

    private void assertPermissions(String one, String held, String other, String heldByOther) {
        assertThat(bitbucket().permission(one, REPOSITORY)).isEqualTo(held);
        assertThat(bitbucket().permission(other, REPOSITORY)).isEqualTo(heldByOther);
    }

    /** The first reading of a resource finds nothing, and what only one has not shown is not taken away. */
    private void awaitReadings() {
        await().atMost(SOON.multipliedBy(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> database()
                                .sql("""
                                    select count(*) from resource_reading w join resource r on r.id = w.resource_id
                                    where r.name = ? and w.complete_readings >= 2
                                    """)
                                .param(REPOSITORY)
                                .query(Integer.class)
                                .single()
                        == 1);
    }

    private JsonNode awaitFinding(String person) {
        return await().atMost(SOON.multipliedBy(2))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> as(Acme.AUDITOR)
                                .get("/api/v1/drift?principal=" + person)
                                .json()
                                .path("items")
                                .path(0),
                        found -> found.has("id"));
    }

    private void decide(JsonNode finding, String resolution) {
        ApiClient.Response response = as(Acme.OWNER)
                .post(
                        "/api/v1/drift/%s/resolutions"
                                .formatted(finding.path("id").asString()),
                        Map.of("resolution", resolution));
        assertThat(response.status()).as(response.text()).isBetween(200, 202);
    }

    private void awaitSettled(JsonNode finding, String resolution, String by) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            JsonNode now = as(Acme.AUDITOR)
                    .get("/api/v1/drift/" + finding.path("id").asString())
                    .json();
            assertThat(now.path("resolution").asString("")).isEqualTo(resolution);
            assertThat(now.path("resolvedBy").asString("")).isEqualTo(by);
        });
    }

    private List<String> trail(JsonNode finding) {
        return database()
                .sql("select type from audit_event where details ->> 'finding' = ? order by id")
                .param(finding.path("id").asString())
                .query(String.class)
                .list();
    }
}
