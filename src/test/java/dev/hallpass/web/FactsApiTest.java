package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.AcmeFiles;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Facts are told through the API, and access ends with the ticket that justified it. */
class FactsApiTest extends HallpassTest {

    private static final String FACTS = "/api/v1/facts/";

    /** In the group of those who feed facts, and nothing more. */
    private static final String FEEDER = "dev600";

    @SuppressWarnings("NullAway.Init") // before all tests
    private static HallpassStack own;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path directory = AcmeFiles.writeDirectory(folder);
        Files.write(
                directory,
                Files.readAllLines(directory).stream()
                        .map(line -> line.contains("{id: %s,".formatted(FEEDER))
                                ? line.replace("groups: [", "groups: [fact-feeders, ")
                                : line)
                        .toList());
        own = HallpassStack.start(Map.of("hallpass.identity.directory", directory.toUri()));
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @Override
    protected HallpassStack stack() {
        return own;
    }

    private ApiClient feeder() {
        return as(FEEDER);
    }

    private static JsonNode ok(ApiClient.Response response) {
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.json();
    }

    private static void assertProblem(ApiClient.Response response, int status, String field) {
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.header("Content-Type")).startsWith("application/problem+json");
        assertThat(response.json().path("field").asString(""))
                .as(response.text())
                .isEqualTo(field);
    }

    private List<String> trail(String kind) {
        return database()
                .sql("select type || ' ' || actor from audit_event where details ->> 'kind' = ? order by id")
                .param(kind)
                .query(String.class)
                .list();
    }

    @Test
    void aTicketIsToldChangedAndForgotten() {
        String path = FACTS + "tickets/web-7";
        JsonNode told = ok(feeder().put(path, Map.of("status", "OPEN", "type", "incident", "assignee", "dev1")));
        assertThat(told.path("key").asString()).isEqualTo("WEB-7");
        ok(feeder().put(path, Map.of("status", "in_progress")));

        JsonNode seen = ok(as("dev1").get(FACTS + "tickets/WEB-7"));

        assertThat(seen.path("status").asString()).isEqualTo("IN_PROGRESS");
        assertThat(seen.has("type")).isFalse();
        assertThat(feeder().delete(path).status()).isEqualTo(204);
        assertProblem(as("dev1").get(path), 404, "key");
        assertProblem(feeder().delete(path), 404, "key");
        assertThat(trail("ticket")).contains("facts.told " + FEEDER, "facts.forgotten " + FEEDER);
    }

    @Test
    void theSameToldAgainIsNoNews() {
        Map<String, Object> body = Map.of("status", "OPEN", "type", "task");
        JsonNode first = ok(feeder().put(FACTS + "tickets/SAME-1", body));

        JsonNode second = ok(feeder().put(FACTS + "tickets/SAME-1", body));

        assertThat(second).isEqualTo(first);
        assertThat(database()
                        .sql("select count(*) from audit_event where details ->> 'key' = 'SAME-1'")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void aScheduleIsToldChangedAndForgotten() {
        Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> shift = Map.of(
                "person",
                "dev1",
                "from",
                from.toString(),
                "to",
                from.plus(7, ChronoUnit.DAYS).toString());
        Map<String, Object> body =
                Map.of("shifts", List.of(shift), "applications", List.of("acme"), "resources", List.of("ledger"));

        JsonNode told = ok(feeder().put(FACTS + "schedules/ledger", body));

        assertThat(told.at("/shifts/0/person").asString()).isEqualTo("dev1");
        assertThat(told.at("/shifts/0/from").asString()).isEqualTo(from.toString());
        assertThat(told.at("/resources/0/path").asString()).isEqualTo("acme/ledger");
        assertThat(ok(as("dev2").get(FACTS + "schedules/ledger"))).isEqualTo(told);
        assertThat(ok(as("dev2").get(FACTS + "schedules")).path("items").toString())
                .contains(told.toString());
        JsonNode emptied = ok(feeder().put(FACTS + "schedules/ledger", Map.of("shifts", List.of())));
        assertThat(emptied.path("shifts").isEmpty()).isTrue();
        assertThat(emptied.path("resources").isEmpty()).isTrue();
        assertThat(feeder().delete(FACTS + "schedules/ledger").status()).isEqualTo(204);
        assertProblem(feeder().get(FACTS + "schedules/ledger"), 404, "name");
        assertProblem(feeder().delete(FACTS + "schedules/ledger"), 404, "name");
        assertThat(trail("schedule")).hasSize(3).endsWith("facts.forgotten " + FEEDER);
    }

    @Test
    void trainingsAreSeenByThosePeopleThemselves() {
        ok(feeder().put(FACTS + "trainings/dev1/secure-coding", Map.of("completedOn", "2026-02-01")));
        ok(feeder().put(FACTS + "trainings/dev1/Pay%20Cards", Map.of("completedOn", "2026-03-01")));

        JsonNode seen = ok(as("dev1").get(FACTS + "trainings/dev1")).path("items");

        assertThat(seen.valueStream())
                .extracting(training -> training.path("name").asString())
                .containsExactlyInAnyOrder("Pay Cards", "secure-coding");
        assertThat(ok(as(Acme.AUDITOR).get(FACTS + "trainings/dev1")).path("items"))
                .isEqualTo(seen);
        assertProblem(as("dev2").get(FACTS + "trainings/dev1"), 403, "");
        assertThat(feeder().delete(FACTS + "trainings/dev1/secure-coding").status())
                .isEqualTo(204);
        assertProblem(feeder().delete(FACTS + "trainings/dev1/secure-coding"), 404, "name");
    }

    @Test
    void riskIsNotShownToThePersonWhomItIsAbout() {
        JsonNode told =
                ok(as(Acme.ADMINISTRATOR).put(FACTS + "risks/dev3", Map.of("level", "HIGH", "reason", "Phished")));

        assertThat(told.path("level").asString()).isEqualTo("HIGH");
        assertThat(ok(as(Acme.AUDITOR).get(FACTS + "risks/dev3"))).isEqualTo(told);
        assertProblem(as("dev3").get(FACTS + "risks/dev3"), 403, "");
        assertThat(feeder().delete(FACTS + "risks/dev3").status()).isEqualTo(204);
        assertProblem(feeder().get(FACTS + "risks/dev3"), 404, "person");
        assertProblem(feeder().delete(FACTS + "risks/dev3"), 404, "person");
    }

    @Test
    void usesAreToldOnceWithAKey() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> body = Map.of(
                "uses",
                List.of(
                        use("dev4", "ledger", now.minus(9, ChronoUnit.DAYS)),
                        use("dev4", "ledger", now.minus(2, ChronoUnit.DAYS)),
                        use("dev4", "shop", now.minus(5, ChronoUnit.DAYS))));
        ApiClient once = feeder().with("Idempotency-Key", "uses-of-today");

        ApiClient.Response first = once.post(FACTS + "uses", body);
        ApiClient.Response again = once.post(FACTS + "uses", body);

        assertThat(ok(first).path("told").asInt()).isEqualTo(3);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        JsonNode seen = ok(as("dev4").get(FACTS + "uses/dev4")).path("items");
        assertThat(seen.valueStream())
                .extracting(use -> use.at("/resource/path").asString() + " "
                        + use.path("at").asString())
                .containsExactly(
                        "acme/ledger " + now.minus(2, ChronoUnit.DAYS), "acme/shop " + now.minus(5, ChronoUnit.DAYS));
        assertThat(trail("uses")).containsExactly("facts.told " + FEEDER);
        assertThat(feeder().delete(FACTS + "uses/dev4/shop").status()).isEqualTo(204);
        assertProblem(feeder().delete(FACTS + "uses/dev4/shop"), 404, "resource");
    }

    private static Map<String, Object> use(String person, String resource, Instant at) {
        return Map.of("person", person, "resource", resource, "at", at.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT    | tickets/X-1 | {\"status\": \"OPEN\"}",
                "DELETE | tickets/X-1 |",
                "PUT    | schedules/x | {\"shifts\": []}",
                "DELETE | schedules/x |",
                "PUT    | trainings/dev1/x | {\"completedOn\": \"2026-01-01\"}",
                "DELETE | trainings/dev1/x |",
                "PUT    | risks/dev1 | {\"level\": \"LOW\"}",
                "DELETE | risks/dev1 |",
                "POST   | uses | {\"uses\": []}",
                "DELETE | uses/dev1/ledger |"
            })
    void onlyWhoIsTrustedWithItTellsFacts(String method, String path, String body) {
        for (String person : List.of("dev1", Acme.OWNER, Acme.AUDITOR, Acme.SECURITY)) {
            assertProblem(
                    as(person).send(method, FACTS + path, body == null ? null : "application/json", body), 403, "");
        }
        assertThat(own.anonymous()
                        .send(method, FACTS + path, body == null ? null : "application/json", body)
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT  | tickets/X-1 | {} | 400 | status",
                "PUT  | tickets/X-1 | {\"status\": \"WAITING\"} | 400 | status",
                "PUT  | tickets/X-1 | {\"status\": \"OPEN\", \"type\": \"a\\u0000b\"} | 400 | type",
                "PUT  | tickets/-X | {\"status\": \"OPEN\"} | 400 | key",
                "PUT  | tickets/X%20Y | {\"status\": \"OPEN\"} | 400 | key",
                "PUT  | schedules/Big%20Name | {\"shifts\": []} | 400 | name",
                "PUT  | schedules/x | {} | 400 | shifts",
                "PUT  | schedules/x | {\"shifts\": [null]} | 400 | shifts[0]",
                "PUT  | schedules/x | {\"shifts\": [{\"person\": \"nobody\", \"from\": \"2026-01-01T00:00:00Z\","
                        + " \"to\": \"2026-01-02T00:00:00Z\"}]} | 400 | shifts[0].person",
                "PUT  | schedules/x | {\"shifts\": [{\"person\": \"dev1\", \"from\": \"today\", \"to\":"
                        + " \"2026-01-02T00:00:00Z\"}]} | 400 | shifts[0].from",
                "PUT  | schedules/x | {\"shifts\": [{\"person\": \"dev1\", \"from\": \"2026-01-02T00:00:00Z\", \"to\":"
                        + " \"2026-01-02T00:00:00Z\"}]} | 400 | shifts",
                "PUT  | schedules/x | {\"shifts\": [], \"applications\": [\"nothing\"]} | 400 | applications",
                "PUT  | schedules/x | {\"shifts\": [], \"resources\": [\"nothing\"]} | 400 | resources",
                "PUT  | trainings/nobody/x | {\"completedOn\": \"2026-01-01\"} | 404 | person",
                "PUT  | trainings/dev1/x | {\"completedOn\": \"yesterday\"} | 400 | completedOn",
                "PUT  | trainings/dev1/x | {\"completedOn\": \"2999-01-01\"} | 400 | completedOn",
                "PUT  | trainings/dev1/x | {} | 400 | completedOn",
                "PUT  | risks/nobody | {\"level\": \"LOW\"} | 404 | person",
                "PUT  | risks/dev1 | {\"level\": \"FINE\"} | 400 | level",
                "POST | uses | {\"uses\": []} | 400 | uses",
                "POST | uses | {\"uses\": [{\"person\": \"dev1\", \"resource\": \"nothing\", \"at\":"
                        + " \"2026-01-01T00:00:00Z\"}]} | 400 | uses[0].resource",
                "POST | uses | {\"uses\": [{\"person\": \"dev1\", \"resource\": \"ledger\", \"at\":"
                        + " \"2999-01-01T00:00:00Z\"}]} | 400 | uses"
            })
    void whatIsWrongIsNamed(String method, String path, String body, int status, String field) {
        assertProblem(feeder().send(method, FACTS + path, "application/json", body), status, field);
    }

    private String asked(String person, String repository, String ticket) {
        Map<String, Object> body = new HashMap<>(request(repository, "write", "PT1H"));
        body.put("ticket", ticket);
        ApiClient.Response response = as(person).post("/api/v1/requests", body);
        assertThat(response.status()).as(response.text()).isEqualTo(202);
        return response.json().path("id").asString();
    }

    @Test
    void accessEndsWithTheTicketThatJustifiedIt() {
        ok(feeder().put(FACTS + "tickets/OPS-42", Map.of("status", "IN_PROGRESS", "assignee", "dev10")));
        String granted = asked("dev10", "service-1", "OPS-42");
        approve(Acme.OWNER, granted, 0);
        awaitState(granted, "ACTIVE");
        String waiting = asked("dev11", "service-2", "ops-42");
        awaitStep(waiting, 0);
        ok(feeder().put(FACTS + "tickets/OPS-43", Map.of("status", "OPEN")));
        String other = asked("dev12", "service-3", "OPS-43");
        awaitStep(other, 0);

        ok(feeder().put(FACTS + "tickets/OPS-42", Map.of("status", "CLOSED", "assignee", "dev10")));

        awaitState(granted, "ENDED");
        assertThat(look(granted).path("endReason").asString()).isEqualTo("TICKET_CLOSED");
        assertThat(bitbucket().permission("dev10", "service-1")).isEqualTo("none");
        awaitState(waiting, "CANCELLED");
        assertThat(look(waiting).at("/policy/reason").asString()).isEqualTo("The ticket OPS-42 is closed.");
        assertThat(state(other)).isEqualTo("AWAITING_APPROVAL");
    }

    @Test
    void aTicketThatWasClosedWhileHallpassWasDownEndsItsAccessToo() {
        ok(feeder().put(FACTS + "tickets/OPS-44", Map.of("status", "OPEN")));
        String granted = asked("dev13", "service-4", "OPS-44");
        approve(Acme.OWNER, granted, 0);
        awaitState(granted, "ACTIVE");
        own.stopApplication();
        // What a kill leaves right after the call that closed it was answered.
        database()
                .sql("update ticket set status = 'CLOSED', told_at = now(), ending = true where key = 'OPS-44'")
                .update();
        own.startApplication();

        awaitState(granted, "ENDED");

        assertThat(look(granted).path("endReason").asString()).isEqualTo("TICKET_CLOSED");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(database()
                                .sql("select count(*) from ticket where ending")
                                .query(Long.class)
                                .single())
                        .isZero());
    }

    @Test
    void whatWasToldIsThereAfterAStart() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        ok(feeder().put(FACTS + "trainings/dev20/pci", Map.of("completedOn", today.toString())));

        own.stopApplication();
        own.startApplication();

        assertThat(ok(as("dev20").get(FACTS + "trainings/dev20"))
                        .at("/items/0/completedOn")
                        .asString())
                .isEqualTo(today.toString());
    }
}
