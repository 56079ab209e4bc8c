package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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

/** Whatever is wrong with a call, the caller is told what, and nothing is stored. */
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

    @ParameterizedTest
    @CsvSource({
        "/api/v1/requests?limit=0,limit",
        "/api/v1/requests?limit=201,limit",
        "/api/v1/requests?limit=many,limit",
        "/api/v1/requests?cursor=nonsense,cursor",
        "/api/v1/requests?cursor=%25%25,cursor",
        "/api/v1/requests?state=GONE,state",
        "/api/v1/requests?requester=nobody,requester",
        "/api/v1/requests?requester=a%00b,requester",
        "/api/v1/requests?assignedTo=owner,assignedTo",
        "/api/v1/grants?limit=-1,limit",
        "/api/v1/grants?state=GONE,state",
        "/api/v1/grants?cursor=x,cursor",
        "/api/v1/grants?principal=nobody,principal",
        "/api/v1/grants?resource=nothing,resource",
        "/api/v1/catalog/resources?limit=0,limit",
        "/api/v1/catalog/resources?cursor=x,cursor",
        "/api/v1/catalog/resources/payments/access?cursor=x,cursor",
        "/api/v1/catalog/resources/payments/access?limit=0,limit",
        "/api/v1/catalog/resources?q=a%00b,q",
        "/api/v1/audit?limit=0,limit",
        "/api/v1/audit?cursor=x,cursor",
        "/api/v1/audit?from=yesterday,from",
        "/api/v1/audit?to=2026-13-01T00:00:00Z,to",
        "/api/v1/audit?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z,to",
        "/api/v1/audit?type=request.gone,type",
        "/api/v1/audit?resource=nothing,resource",
        "/api/v1/audit?request=1,request",
        "/api/v1/audit/export?format=csv,format",
    })
    void aWrongParameterIsNamed(String path, String field) {
        Response response = as(Acme.AUDITOR).get(path);

        assertRefused(response, 400, "invalid-field", field);
        assertThat(response.json().path("detail").asString()).isNotBlank();
    }

    @Test
    void anUnknownStateIsAnsweredWithThoseThereAre() {
        Response response = as(person).get(REQUESTS + "?state=GONE");

        assertThat(response.json().path("expected").asString()).contains("AWAITING_APPROVAL", "ACTIVE", "ENDED");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v1/requests/nonsense,404,not-found",
        "GET,/api/v1/grants/00000000-0000-0000-0000-000000000000,404,not-found",
        "GET,/api/v1/catalog/resources/nothing,404,not-found",
        "GET,/api/v1/nothing,404,not-found",
        "DELETE,/api/v1/requests,405,method-not-allowed",
        "PUT,/api/v1/me,405,method-not-allowed",
    })
    void anAddressWithNothingBehindItIsAProblem(String method, String path, int status, String type) {
        Response response = as(person).send(method, path, null, null);

        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.json().path("type").asString()).endsWith("/" + type);
    }

    @Test
    void anAnswerInAnotherFormIsNotToBeHad() {
        Response response = as(person).with("Accept", "application/xml").get(REQUESTS);

        assertThat(response.status()).isEqualTo(406);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void anAddressThatIsNotAcceptableIsAProblem() {
        Response response = as(person).get("/api/v1//requests;a=b");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().path("type").asString()).endsWith("/bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/me|x HTTP/1.1\r\nHost: a\r\n",
                "GET /api/v1/%00 HTTP/1.1\r\nHost: a\r\n",
                "GET /api/v1/requests/%c0%af HTTP/1.1\r\nHost: a\r\n",
                "NONSENSE\r\n",
                "TRACE /api/v1/me HTTP/1.1\r\nHost: a\r\n",
            })
    void whatTheServerItselfRefusesIsAProblemToo(String call) throws IOException {
        try (Socket socket = new Socket("localhost", port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((call + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 40")
                    .contains("application/problem+json", "https://hallpass.dev/problems/", "requestId")
                    .doesNotContain("<html", "Tomcat", "Exception");
        }
    }

    @Test
    void aQueryThatCannotBeDecodedIsRefused() throws IOException {
        try (Socket socket = new Socket("localhost", port())) {
            String credentials =
                    Base64.getEncoder().encodeToString((person + ":" + person).getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "GET /api/v1/requests?state=%%zz HTTP/1.1\r\nHost: a\r\nAuthorization: Basic %s\r\nConnection: close\r\n\r\n"
                                    .formatted(credentials)
                                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("\"field\":\"query\"");
        }
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

    @Test
    void aSaneRequestIdIsGivenBackAndAnyOtherReplaced() {
        ApiClient client = as(person);

        assertThat(client.with("X-Request-Id", "abc-123").get("/api/v1/me").header("X-Request-Id"))
                .isEqualTo("abc-123");
        assertThat(client.with("X-Request-Id", "a b\"c").get("/api/v1/me").header("X-Request-Id"))
                .matches("[0-9a-f-]{36}");
        assertThat(client.with("X-Request-Id", "x".repeat(65)).get("/api/v1/me").header("X-Request-Id"))
                .matches("[0-9a-f-]{36}");
        Response refused = client.with("X-Request-Id", "abc-124").get(REQUESTS + "?limit=0");
        assertThat(refused.json().path("requestId").asString()).isEqualTo("abc-124");
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

    private static void assertRefused(Response response, int status, String type, String field) {
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.json().path("type").asString()).isEqualTo("https://hallpass.dev/problems/" + type);
        assertThat(response.json().path("status").asInt()).isEqualTo(status);
        assertThat(response.json().path("field").asString()).isEqualTo(field);
        assertThat(response.json().path("title").asString()).isNotBlank();
        assertThat(response.json().path("requestId").asString()).isEqualTo(response.header("X-Request-Id"));
        assertThat(response.text()).doesNotContain("Exception", "dev.hallpass.web", "at org.");
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
