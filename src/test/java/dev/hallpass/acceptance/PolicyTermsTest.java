package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassTest;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** On what terms the policy gives access: for a shorter time, in an emergency, and not extended without end. */
class PolicyTermsTest extends HallpassTest {

    @Test
    void aShorterTimeIsOfferedThanWasAskedFor() {
        String request = ask(engineer(), "service-31", "write", "P2D");
        awaitStep(request, 0);

        JsonNode seen = look(request);
        assertThat(seen.path("duration").asString()).isEqualTo("PT12H");
        assertThat(seen.path("askedDuration").asString()).isEqualTo("PT48H");
        assertThat(evaluation(request).path("details").path("shortenedTo").asString())
                .isEqualTo("PT12H");
        approve(Acme.OWNER, request, 0);
        awaitState(request, "ACTIVE");
        assertThat(look(request).path("duration").asString()).isEqualTo("PT12H");
    }

    @Test
    void whoeverCannotDoWithLessIsRefusedAndToldWhatCouldBeHad() {
        String person = engineer();
        Map<String, Object> body = with(request("service-31", "write", "P2D"), "acceptShorter", false);

        JsonNode preview = preview(person, body);
        assertThat(preview.path("outcome").asString()).isEqualTo("REFUSED");
        assertThat(preview.path("duration").asString()).isEqualTo("PT12H");
        String request =
                as(person).post("/api/v1/requests", body).json().path("id").asString();
        awaitState(request, "DENIED");
        assertThat(look(request).path("policy").path("reason").asString()).contains("PT12H");
    }

    @Test
    void anEmergencyIsHadForAShortTime() {
        String person = stack().acme().onCall();
        Map<String, Object> body = with(request("ledger", "write", "PT8H"), "emergency", true);

        assertThat(preview(person, body).path("duration").asString()).isEqualTo("PT2H");
        String request =
                as(person).post("/api/v1/requests", body).json().path("id").asString();
        awaitState(request, "ACTIVE");

        JsonNode seen = look(request);
        assertThat(seen.path("emergency").asBoolean()).isTrue();
        assertThat(seen.path("breakGlass").asBoolean()).isFalse();
        assertThat(seen.path("duration").asString()).isEqualTo("PT2H");
        assertThat(seen.path("policy").path("rule").asString()).isEqualTo("on-call-write");
    }

    @Test
    void anEmergencyOpensNoDoorForWhoIsNotOnCall() {
        Map<String, Object> body = with(request("ledger", "admin", "PT1H"), "emergency", true);

        JsonNode preview = preview(engineer(), body);

        assertThat(preview.path("outcome").asString()).isEqualTo("ROUTED");
        assertThat(preview.path("rule").asString()).isEqualTo("admin-needs-owner-and-security");
    }

    @Test
    void anExtensionShowsItsHistoryAndIsLimitedInNumber() {
        String person = engineer();
        String request = granted(person, "service-32", "write", "PT1H");
        for (int before = 0; before < 3; before++) {
            String extension = extend(person, request);
            approve(Acme.OWNER, extension, 0);
            awaitState(extension, "ENDED");
            JsonNode history = look(extension).path("extensions");
            assertThat(history.path("maximum").asInt()).isEqualTo(3);
        }

        String fourth = extend(person, request);
        awaitState(fourth, "DENIED");

        JsonNode refused = look(fourth);
        assertThat(refused.path("policy").path("rule").asString()).isEqualTo("extensions-exhausted");
        assertThat(refused.path("extensions").path("count").asInt()).isEqualTo(3);
        assertThat(refused.path("extensions").path("total").asString()).isEqualTo("PT3H");
    }

    @Test
    void thePreviewShowsTheTablesRuleByRule() {
        JsonNode preview = preview(engineer(), request("service-31", "write", "PT1H"));

        assertThat(preview.path("tables")
                        .valueStream()
                        .map(table -> table.path("id").asString()))
                .contains(
                        "eligibility",
                        "birthright",
                        "duration-ceiling",
                        "access-route",
                        "time-to-answer",
                        "notification");
        JsonNode route = preview.path("tables")
                .valueStream()
                .filter(table -> table.path("id").asString().equals("access-route"))
                .findFirst()
                .orElseThrow();
        JsonNode decided = applied(route).findFirst().orElseThrow();
        assertThat(decided.path("id").asString())
                .isEqualTo(preview.path("rule").asString())
                .isEqualTo("owner-approves-write");
        JsonNode above = route.path("rules").path(0);
        int kind = IntStream.range(0, route.path("columns").size())
                .filter(column -> route.path("columns")
                        .path(column)
                        .path("expression")
                        .asString()
                        .equals("facts.resource.kind"))
                .findFirst()
                .orElseThrow();
        assertThat(above.path("fits").asBoolean()).isFalse();
        assertThat(above.path("cells").path(kind).path("fit").asString()).isEqualTo("DOES_NOT_FIT");
    }

    private static Stream<JsonNode> applied(JsonNode table) {
        return table.path("rules")
                .valueStream()
                .filter(rule -> rule.path("applied").asBoolean());
    }

    private String extend(String person, String request) {
        ApiClient.Response response = as(person)
                .post(
                        "/api/v1/grants/%s/extend".formatted(grantOf(request)),
                        Map.of("duration", "PT1H", "justification", "It takes longer"));
        assertThat(response.status()).as(response.text()).isEqualTo(202);
        return response.json().path("id").asString();
    }

    private JsonNode preview(String person, Map<String, Object> body) {
        ApiClient.Response response = as(person).post("/api/v1/requests/preview", body);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.json();
    }

    private JsonNode evaluation(String request) {
        return as(Acme.AUDITOR)
                .get("/api/v1/requests/%s/events".formatted(request))
                .json()
                .path("items")
                .valueStream()
                .filter(event -> event.path("type").asString().equals("request.evaluated"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        Map<String, Object> more = new HashMap<>(body);
        more.put(name, value);
        return more;
    }
}
