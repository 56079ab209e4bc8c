package dev.hallpass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What tests of the whole say: people ask, decide and look, through the API. */
public abstract class HallpassTest {

    /** How long anything that should happen soon may take on a busy machine. */
    protected static final Duration SOON = Duration.ofSeconds(30);

    /**
     * How late access may be gone. Published are 2 s on a machine with time to spare (docs/operations.md); here engine,
     * database, Bitbucket and the requests of other tests share a few busy cores, which is what the rest is for.
     */
    protected static final Duration LATEST = Duration.ofSeconds(5);

    /** The Hallpass under test; tests that stop parts of it have their own. */
    protected HallpassStack stack() {
        return HallpassStack.shared();
    }

    /** Where the API listens. */
    protected int port() {
        return stack().port();
    }

    /** The API as a person calls it. */
    protected ApiClient as(String person) {
        return stack().as(person);
    }

    /** The database. */
    protected JdbcClient database() {
        return stack().database();
    }

    /** The stand-in. */
    protected BitbucketControl bitbucket() {
        return stack().bitbucket();
    }

    /** An engineer whom no other test uses. */
    protected String engineer() {
        return stack().acme().engineer();
    }

    /** The body of an ordinary request. */
    protected static Map<String, Object> request(String repository, String role, String duration) {
        return Map.of(
                "entitlements",
                List.of(Map.of("resource", repository, "role", role)),
                "duration",
                duration,
                "justification",
                "Fix the failed payout job");
    }

    /** Somebody asks; tells the request's id. */
    protected String ask(String person, String repository, String role, String duration) {
        ApiClient.Response response = as(person).post("/api/v1/requests", request(repository, role, duration));
        assertThat(response.status()).as(response.text()).isEqualTo(202);
        return response.json().path("id").asString();
    }

    /** The request as the auditor sees it. */
    protected JsonNode look(String request) {
        ApiClient.Response response = as(Acme.AUDITOR).get("/api/v1/requests/" + request);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.json();
    }

    /** The state of a request. */
    protected String state(String request) {
        return look(request).path("state").asString();
    }

    /** Waits until a request is in a state. */
    protected void awaitState(String request, String state) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(state(request)).isEqualTo(state));
    }

    /** Waits until a request's step at a position waits for a decision. */
    protected void awaitStep(String request, int position) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(look(request)
                                .path("route")
                                .path(position)
                                .path("state")
                                .asString())
                        .isEqualTo("WAITING"));
    }

    /** Somebody decides. */
    protected ApiClient.Response decide(String person, String request, String decision) {
        return as(person).post("/api/v1/requests/%s/decisions".formatted(request), Map.of("decision", decision));
    }

    /** Somebody agrees to the step that waits, once it does. */
    protected void approve(String person, String request, int position) {
        awaitStep(request, position);
        ApiClient.Response response = decide(person, request, "APPROVE");
        assertThat(response.status()).as(response.text()).isBetween(200, 202);
    }

    /** Somebody asks, the owner agrees, and the access is there; tells the request's id. */
    protected String granted(String person, String repository, String role, String duration) {
        String request = ask(person, repository, role, duration);
        approve(Acme.OWNER, request, 0);
        awaitState(request, "ACTIVE");
        return request;
    }

    /** How long after its time a request's access was proved to be gone. */
    protected Duration overtime(String request) {
        JsonNode seen = look(request);
        return Duration.between(
                Instant.parse(seen.path("grants").path(0).path("expiresAt").asString()),
                Instant.parse(seen.path("endedAt").asString()));
    }

    /** The id of the grant that a request opened. */
    protected String grantOf(String request) {
        return look(request).path("grants").path(0).path("id").asString();
    }
}
