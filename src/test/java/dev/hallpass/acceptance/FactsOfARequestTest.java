package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told reaches the policy that the engine evaluates, and what does not answer is unknown there. */
class FactsOfARequestTest extends HallpassTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FACTS = "/api/v1/facts/";

    @SuppressWarnings("NullAway.Init") // before all tests
    private static HallpassStack own;

    @BeforeAll
    static void start() {
        own = HallpassStack.start(Map.of(
                "hallpass.facts.timeout", "PT1S",
                "hallpass.facts.default-zone", "Europe/Berlin",
                "hallpass.catalog.application-owners.acme", Acme.MANAGER));
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @Override
    protected HallpassStack stack() {
        return own;
    }

    private void tell(String path, Map<String, Object> body) {
        ApiClient.Response response = as(Acme.ADMINISTRATOR).put(FACTS + path, body);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
    }

    private String askWithTicket(String person, String repository) {
        ApiClient.Response response = as(person)
                .post(
                        "/api/v1/requests",
                        Map.of(
                                "entitlements",
                                List.of(Map.of("resource", repository, "role", "write")),
                                "duration",
                                "PT1H",
                                "justification",
                                "Fix the failed payout job",
                                "ticket",
                                "FIX-1"));
        assertThat(response.status()).as(response.text()).isEqualTo(202);
        return response.json().path("id").asString();
    }

    /** What the engine was given, as it is kept with the evaluation. */
    private JsonNode factsOf(String request) {
        return JSON.readTree(database()
                .sql("select facts::text from access_request where id = ?::uuid")
                .param(request)
                .query(String.class)
                .single());
    }

    @Test
    void whatWasToldIsSeenByThePolicy() {
        String person = engineer();
        Instant now = Instant.now();
        tell("tickets/FIX-1", Map.of("status", "IN_PROGRESS", "type", "incident", "assignee", person));
        tell(
                "schedules/service",
                Map.of(
                        "shifts",
                        List.of(Map.of(
                                "person",
                                person,
                                "from",
                                now.minus(Duration.ofHours(1)).toString(),
                                "to",
                                now.plus(Duration.ofHours(1)).toString())),
                        "resources",
                        List.of("service-20")));
        tell("trainings/%s/pci".formatted(person), Map.of("completedOn", "2026-01-01"));
        tell("risks/" + person, Map.of("level", "LOW"));
        assertThat(as(Acme.ADMINISTRATOR)
                        .post(
                                FACTS + "uses",
                                Map.of(
                                        "uses",
                                        List.of(Map.of(
                                                "person",
                                                person,
                                                "resource",
                                                "service-20",
                                                "at",
                                                now.minus(Duration.ofDays(3)).toString()))))
                        .status())
                .isEqualTo(200);

        String request = askWithTicket(person, "service-20");

        awaitState(request, "ACTIVE");
        assertThat(look(request).at("/policy/rule").asString()).isEqualTo("on-call-write");
        JsonNode facts = factsOf(request);
        assertThat(facts.path("unanswered").isEmpty()).as(facts.toString()).isTrue();
        assertThat(facts.at("/ticketDetails/exists").asBoolean()).isTrue();
        assertThat(facts.at("/ticketDetails/assignedToBeneficiary").asBoolean()).isTrue();
        JsonNode beneficiary = facts.path("beneficiary");
        assertThat(beneficiary.path("onCall").asBoolean()).isTrue();
        assertThat(beneficiary.at("/onCallFor/0").asString()).isEqualTo("service");
        assertThat(beneficiary.at("/trainings/0/name").asString()).isEqualTo("pci");
        assertThat(beneficiary.path("risk").asString()).isEqualTo("LOW");
        assertThat(beneficiary.path("lastUseDays").asInt()).isEqualTo(3);
        assertThat(beneficiary.path("lastHeldDays").asString()).isEqualTo("never");
        assertThat(beneficiary.path("activeGrants").asInt()).isZero();
        assertThat(beneficiary.path("manager").asString()).isEqualTo(Acme.MANAGER);
        assertThat(facts.at("/requester/zone").asString()).isEqualTo("Europe/Berlin");
        assertThat(facts.at("/time/weekend").isBoolean()).isTrue();
        assertThat(facts.at("/application/owners/0").asString()).isEqualTo(Acme.MANAGER);
        assertThat(facts.at("/resource/project").asString()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "ticket, tickets, /ticketDetails/exists",
        "on_call_shift, on-call, /beneficiary/onCall",
        "training, trainings, /beneficiary/trainings",
        "principal_risk, risk, /beneficiary/risk",
        "resource_use, uses, /beneficiary/lastUseDays"
    })
    void whatDoesNotAnswerIsUnknownAndTheRequestGoesOn(String table, String source, String fact) {
        String person = engineer();
        TransactionTemplate other = new TransactionTemplate(new DataSourceTransactionManager(own.dataSource()));

        String request = Objects.requireNonNull(other.execute(status -> {
            JdbcClient.create(own.dataSource())
                    .sql("lock table %s in access exclusive mode".formatted(table))
                    .update();
            String asked = askWithTicket(person, "service-21");
            awaitStep(asked, 0);
            return asked;
        }));

        JsonNode facts = factsOf(request);
        assertThat(facts.at(fact).asString()).as(facts.toString()).isEqualTo("unknown");
        assertThat(facts.at("/unanswered/0").asString()).isEqualTo(source);
        assertThat(facts.at("/beneficiary/id").asString()).isEqualTo(person);
        approve(Acme.OWNER, request, 0);
        awaitState(request, "ACTIVE");
    }
}
