package dev.hallpass.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.ApiClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request to the started jar: moved on through the API, and looked at in the database while the jar is dead. */
final class JarRequest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final StartedJar hallpass;
    private final String id;
    private final String person;
    private final String repository;
    private @Nullable Stored stored;

    private JarRequest(StartedJar hallpass, String id, String person, String repository) {
        this.hallpass = hallpass;
        this.id = id;
        this.person = person;
        this.repository = repository;
    }

    /**
     * What a request had reached.
     *
     * @param state of the request
     * @param grant the state of its grant, {@code none} if it has none
     * @param end when the grant is to end
     * @param steps the states of the approval's steps, in order
     * @param outbox the commands that the engine has not been told
     */
    record Stored(String state, String grant, @Nullable Instant end, List<String> steps, List<String> outbox) {}

    /** Somebody asks. */
    static JarRequest ask(StartedJar hallpass, String person, String repository, String role, String duration) {
        ApiClient.Response answer = hallpass.as(person)
                .post(
                        "/api/v1/requests",
                        Map.of(
                                "entitlements",
                                List.of(Map.of("resource", repository, "role", role)),
                                "duration",
                                duration,
                                "justification",
                                "Fix the failed payout job"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return new JarRequest(hallpass, answer.json().path("id").asString(), person, repository);
    }

    /** The holder asks for more time. */
    JarRequest extend(String duration) {
        String grant = look().path("grants").path(0).path("id").asString();
        ApiClient.Response answer = hallpass.as(person)
                .post(
                        "/api/v1/grants/%s/extend".formatted(grant),
                        Map.of("duration", duration, "justification", "Not done yet"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return new JarRequest(hallpass, answer.json().path("id").asString(), person, repository);
    }

    /** The holder gives the access back. */
    void release() {
        String grant = look().path("grants").path(0).path("id").asString();
        assertThat(hallpass.as(person)
                        .post("/api/v1/grants/%s/release".formatted(grant))
                        .status())
                .isBetween(200, 202);
    }

    /** Waits until the step waits for a decision. */
    JarRequest awaitStep(int position) {
        await().atMost(SOON)
                .until(() -> look().path("route")
                        .path(position)
                        .path("state")
                        .asString("")
                        .equals("WAITING"));
        return this;
    }

    /** Somebody agrees to the step once it waits. */
    JarRequest approve(int position, String approver) {
        awaitStep(position);
        ApiClient.Response answer = hallpass.as(approver)
                .post("/api/v1/requests/%s/decisions".formatted(id), Map.of("decision", "APPROVE"));
        assertThat(answer.status()).as(answer.text()).isBetween(200, 202);
        return this;
    }

    JarRequest awaitState(String state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(look().path("state").asString()).isEqualTo(state));
        return this;
    }

    JsonNode look() {
        return hallpass.as("barbara").get("/api/v1/requests/" + id).json();
    }

    /** The permission that the person holds. */
    String permission() {
        return hallpass.permission(person, repository);
    }

    /** When the grant is to end or was to. */
    Instant end() {
        return Instant.parse(look().path("grants").path(0).path("expiresAt").asString());
    }

    /** The events of the request's states, the oldest first. */
    List<String> states() {
        return hallpass.as("barbara")
                .get("/api/v1/requests/%s/events?limit=200".formatted(id))
                .json()
                .path("items")
                .valueStream()
                .map(event -> event.path("type").asString())
                .filter(type -> type.startsWith("request."))
                .toList()
                .reversed();
    }

    /** Keeps what the database holds now. */
    void noteWhatIsStored() {
        UUID key = UUID.fromString(id);
        var database = hallpass.database();
        stored = new Stored(
                strings("select state from access_request where id = ?").getFirst(),
                strings("select state from access_grant where request_id = ?").stream()
                        .findFirst()
                        .orElse("none"),
                database.sql("select expires_at from access_grant where request_id = ? and expires_at is not null")
                        .param(key)
                        .query((row, number) -> row.getTimestamp(1).toInstant())
                        .optional()
                        .orElse(null),
                strings("select state from approval_step where request_id = ? order by position"),
                strings("select command from process_outbox where request_id = ? order by id"));
    }

    private List<String> strings(String sql) {
        return hallpass.database()
                .sql(sql)
                .param(UUID.fromString(id))
                .query(String.class)
                .list();
    }

    /** What was kept. */
    Stored stored() {
        if (stored == null) {
            throw new IllegalStateException("Nothing was noted yet");
        }
        return stored;
    }
}
