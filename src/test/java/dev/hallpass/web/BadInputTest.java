package dev.hallpass.web;

import static dev.hallpass.web.RefusedCall.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever is wrong with what a call carries, the caller is told what, and nothing is stored. */
class BadInputTest extends HallpassTest {

    private static final String REQUESTS = "/api/v1/requests";

    private final String person = engineer();

    private static Map<String, Object> valid() {
        return new HashMap<>(request("payments", "write", "PT2M"));
    }

    private static Map<String, Object> with(String field, Object value) {
        Map<String, Object> body = valid();
        body.put(field, value);
        return body;
    }

    private static Map<String, Object> without(String field) {
        Map<String, Object> body = valid();
        body.remove(field);
        return body;
    }

    private static Map<String, Object> bundle(String name) {
        Map<String, Object> body = without("entitlements");
        body.put("bundle", name);
        return body;
    }

    private static Map<String, Object> asking(Object resource, Object role) {
        return with("entitlements", List.of(Map.of("resource", resource, "role", role)));
    }

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                Arguments.of("unknown resource", asking("no-such-repository", "write"), "entitlements[0].resource"),
                Arguments.of("unknown id", asking(UUID.randomUUID().toString(), "write"), "entitlements[0].resource"),
                Arguments.of("empty resource", asking("", "write"), "entitlements[0].resource"),
                Arguments.of("NUL in resource", asking("pay\u0000ments", "write"), "entitlements[0].resource"),
                Arguments.of(
                        "SQL as resource", asking("'; drop table principal; --", "write"), "entitlements[0].resource"),
                Arguments.of(
                        "role that the resource does not have", asking("payments", "owner"), "entitlements[0].role"),
                Arguments.of("role in capitals", asking("payments", "WRITE"), "entitlements[0].role"),
                Arguments.of("empty role", asking("payments", " "), "entitlements[0].role"),
                Arguments.of("no entitlements", without("entitlements"), "entitlements"),
                Arguments.of("empty entitlements", with("entitlements", List.of()), "entitlements"),
                Arguments.of(
                        "the same resource twice",
                        with(
                                "entitlements",
                                List.of(
                                        Map.of("resource", "payments", "role", "read"),
                                        Map.of("resource", "payments", "role", "write"))),
                        "entitlements[1].resource"),
                Arguments.of("entitlements of another type", with("entitlements", "write"), "entitlements"),
                Arguments.of("entitlement of another type", with("entitlements", List.of("write")), "entitlements[0]"),
                Arguments.of("bundle beside entitlements", with("bundle", "on-call"), "entitlements"),
                Arguments.of("unknown bundle", bundle("no-such-bundle"), "bundle"),
                Arguments.of("no duration", without("duration"), "duration"),
                Arguments.of("zero", with("duration", "PT0S"), "duration"),
                Arguments.of("negative", with("duration", "-PT2H"), "duration"),
                Arguments.of("five years", with("duration", "P1826D"), "duration"),
                Arguments.of("five years as a period", with("duration", "P5Y"), "duration"),
                Arguments.of("too short", with("duration", "PT0.5S"), "duration"),
                Arguments.of("more than a long holds", with("duration", "PT9999999999999999999S"), "duration"),
                Arguments.of("words", with("duration", "two hours"), "duration"),
                Arguments.of("duration as a number", with("duration", 7200), "duration"),
                Arguments.of("duration as an object", with("duration", Map.of("hours", 2)), "duration"),
                Arguments.of("no reason", without("justification"), "justification"),
                Arguments.of("empty reason", with("justification", ""), "justification"),
                Arguments.of("blank reason", with("justification", " \n\t "), "justification"),
                Arguments.of("reason of 10,000 characters", with("justification", "x".repeat(10_000)), "justification"),
                Arguments.of("NUL in reason", with("justification", "a\u0000b"), "justification"),
                Arguments.of("escape in reason", with("justification", "a\u001b[31mb"), "justification"),
                Arguments.of("reason as a list", with("justification", List.of("a")), "justification"),
                Arguments.of("script as ticket", with("ticket", "<script>alert(1)</script>"), "ticket"),
                Arguments.of("long ticket", with("ticket", "A".repeat(65)), "ticket"),
                Arguments.of("unknown person", with("onBehalfOf", "nobody"), "onBehalfOf"),
                Arguments.of("SQL as person", with("onBehalfOf", "' or 1=1 --"), "onBehalfOf"),
                Arguments.of("NUL in person", with("onBehalfOf", "dev\u00001"), "onBehalfOf"),
                Arguments.of("long person", with("onBehalfOf", "a".repeat(300)), "onBehalfOf"),
                Arguments.of("unknown field", with("priority", "high"), "priority"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongFields")
    void aWrongFieldIsNamedAndNothingIsStored(String what, Map<String, Object> body, String field) {
        assertRefused(as(person).post(REQUESTS, body), 400, "invalid-field", field);
        assertRefused(as(person).post(REQUESTS + "/preview", body), 400, "invalid-field", field);
        assertNothingStored();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "",
                "nonsense",
                "{\"duration\":}",
                "{} {}",
                "{\"duration\":\"PT1H\",\"duration\":\"PT2H\"}",
                "[]",
                "\"text\"",
                "null"
            })
    void aBodyThatIsNoJsonObjectIsRefused(String body) {
        Response response = as(person).send("POST", REQUESTS, "application/json", body);

        assertThat(response.status()).as(response.text()).isEqualTo(400);
        assertThat(response.json().path("field").asString()).isEqualTo("body");
        assertThat(response.json().path("type").asString())
                .isIn("https://hallpass.dev/problems/malformed-json", "https://hallpass.dev/problems/invalid-field");
        assertNothingStored();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data"})
    void anotherContentTypeIsRefused(String type) {
        Response response = as(person).send("POST", REQUESTS, type, "{}");

        assertRefused(response, 415, "unsupported-media-type", "Content-Type");
        assertNothingStored();
    }

    @ParameterizedTest
    @CsvSource({"resource,entitlements[0].resource", "role,entitlements[0].role", "justification,justification"})
    void halfASurrogatePairIsNoText(String name, String field) {
        String body = """
            {"entitlements":[{"resource":"payments","role":"write"}],"duration":"PT2M","justification":"why"}
            """.replaceAll("(\"%s\":\")".formatted(name), "$1\\\\ud800");

        assertRefused(as(person).send("POST", REQUESTS, "application/json", body), 400, "invalid-field", field);
        assertNothingStored();
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        assertRefused(
                as(person).post(REQUESTS, with("justification", "x".repeat(70_000))), 413, "payload-too-large", "body");
        assertNothingStored();
    }

    @Test
    void sqlAndScriptInTextAreTextAndNothingElse() {
        String reason =
                "'); drop table access_request; -- <script>alert(1)</script> ${7*7} {{7*7}} \u202e \ud83d\ude80";

        Response response = as(person).post(REQUESTS, with("justification", reason));

        assertThat(response.status()).as(response.text()).isEqualTo(202);
        assertThat(look(response.json().path("id").asString())
                        .path("justification")
                        .asString())
                .isEqualTo(reason);
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @CsvSource({"MAYBE,,decision", ",,decision", "APPROVE,a\u0001b,comment"})
    void aWrongDecisionIsNamed(String decision, String comment, String field) {
        String request = ask(person, "payments", "write", "PT2M");
        awaitStep(request, 0);
        Map<String, Object> body = new HashMap<>();
        body.put("decision", decision);
        body.put("comment", comment);

        Response response = as(Acme.OWNER).post(REQUESTS + "/" + request + "/decisions", body);

        assertRefused(response, 400, "invalid-field", field);
        assertThat(state(request)).isEqualTo("AWAITING_APPROVAL");
    }

    private void assertNothingStored() {
        JdbcClient database = database();
        assertThat(database.sql("select count(*) from access_request where requester = ? or beneficiary = ?")
                        .params(person, person)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(database.sql("select count(*) from audit_event where actor = ? or principal = ?")
                        .params(person, person)
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
