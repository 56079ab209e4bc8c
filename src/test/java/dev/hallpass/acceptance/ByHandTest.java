package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An application that Hallpass does not change itself: people do, and only what the application shows counts. */
class ByHandTest extends HallpassTest {

    private static final String ORDERS = "/api/v1/by-hand-orders/";

    private static HallpassStack byHand;

    @BeforeAll
    static void start() {
        byHand = HallpassStack.start(Map.of(
                "hallpass.applications[0].fulfilment", "BY_HAND",
                "hallpass.applications[0].fulfillers", "security",
                "hallpass.camunda.recovery-interval", "PT1S"));
    }

    @AfterAll
    static void stop() {
        byHand.close();
    }

    @Override
    protected HallpassStack stack() {
        return byHand;
    }

    @Test
    void accessComesAndGoesByHandAndOnlyWhatIsReadCounts() {
        String ada = engineer();
        bitbucket().setByHand(ada, "payments", "read");
        String request = ask(ada, "payments", "write", "PT1H");
        approve(Acme.OWNER, request, 0);
        JsonNode order = awaitOrder(request, "GRANT", 0);
        assertThat(order.path("entitlement").path("role").asString()).isEqualTo("write");
        assertThat(state(request)).isEqualTo("PROVISIONING");

        assertThat(report(Acme.SECURITY, order, "DONE").status()).isEqualTo(200);
        JsonNode again = awaitOrder(request, "GRANT", 1);
        assertThat(again.path("found").asString()).isEqualTo("read");
        assertThat(state(request)).isEqualTo("PROVISIONING");

        bitbucket().setByHand(ada, "payments", "write");
        assertThat(report(Acme.SECURITY, again, "DONE").status()).isEqualTo(200);
        awaitState(request, "ACTIVE");
        awaitOrderState(order, "CONFIRMED");

        as(ada).post("/api/v1/grants/%s/release".formatted(grantOf(request)));
        JsonNode back = awaitOrder(request, "REVOKE", 0);
        assertThat(back.path("entitlement").path("role").asString())
                .as("what stood before Hallpass")
                .isEqualTo("read");
        bitbucket().setByHand(ada, "payments", "read");
        assertThat(report(Acme.SECURITY, back, "DONE").status()).isEqualTo(200);
        awaitState(request, "ENDED");

        awaitOrderState(back, "CONFIRMED");
        assertThat(bitbucket().permission(ada, "payments")).isEqualTo("read");
        assertThat(bitbucket()
                        .calls("permissions-config/users/" + Acme.account(ada))
                        .valueStream()
                        .map(call -> call.path("method").asString()))
                .as("Hallpass only reads")
                .containsOnly("GET");
        assertThat(database()
                        .sql("select count(*) from drift_finding where account = ?")
                        .param(Acme.account(ada))
                        .query(Long.class)
                        .single())
                .as("what was ordered is ours")
                .isZero();
    }

    @Test
    void onlyThoseWhoWereAskedReportAndNobodyForThemselves() {
        String request = ask(Acme.OWNER_IN_SECURITY, "payments", "write", "PT1H");
        approve(Acme.OWNER, request, 0);
        JsonNode order = awaitOrder(request, "GRANT", 0);

        assertThat(report(engineer(), order, "DONE").status()).isEqualTo(404);
        assertThat(report(Acme.AUDITOR, order, "DONE").status()).isEqualTo(403);
        ApiClient.Response own = report(Acme.OWNER_IN_SECURITY, order, "DONE");

        assertThat(own.status()).isEqualTo(403);
        assertThat(own.text()).contains("for themselves");
        assertThat(look(Acme.SECURITY, order).path("state").asString()).isEqualTo("OPEN");
    }

    @Test
    void whatCannotBeDoneFailsWithWhatWasSaidOfIt() {
        String request = ask(engineer(), "payments", "write", "PT1H");
        approve(Acme.OWNER, request, 0);
        JsonNode order = awaitOrder(request, "GRANT", 0);

        assertThat(report(Acme.SECURITY, order, "IMPOSSIBLE").status()).isEqualTo(400);
        ApiClient.Response response = as(Acme.SECURITY)
                .post(
                        ORDERS + order.path("id").asString() + "/reports",
                        Map.of("outcome", "IMPOSSIBLE", "note", "No seat is left"));

        assertThat(response.status()).as(response.text()).isEqualTo(200);
        awaitState(request, "FAILED");
        assertThat(look(request).toString()).contains("No seat is left");
    }

    @Test
    void withoutTheEngineWhatIsToBeTakenAwayIsStillAskedFor() {
        String ada = engineer();
        String request = ask(ada, "shop", "write", "PT1H");
        approve(Acme.OWNER, request, 0);
        JsonNode order = awaitOrder(request, "GRANT", 0);
        bitbucket().setByHand(ada, "shop", "write");
        report(Acme.SECURITY, order, "DONE");
        awaitState(request, "ACTIVE");
        stack().stopEngine();
        try {
            as(ada).post("/api/v1/grants/%s/release".formatted(grantOf(request)));

            JsonNode back = awaitOrder(request, "REVOKE", 0);
            bitbucket().setByHand(ada, "shop", "none");
            report(Acme.SECURITY, back, "DONE");

            awaitState(request, "ENDED");
            awaitOrderState(back, "CONFIRMED");
        } finally {
            stack().startEngine();
        }
    }

    private ApiClient.Response report(String person, JsonNode order, String outcome) {
        return as(person).post(ORDERS + order.path("id").asString() + "/reports", Map.of("outcome", outcome));
    }

    private JsonNode look(String person, JsonNode order) {
        return as(person).get(ORDERS + order.path("id").asString()).json();
    }

    private JsonNode awaitOrder(String request, String purpose, int repeats) {
        return await().atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> openOrder(request, purpose, repeats), found -> !found.isMissingNode());
    }

    private JsonNode openOrder(String request, String purpose, int repeats) {
        JsonNode orders = as(Acme.SECURITY)
                .get("/api/v1/by-hand-orders?state=OPEN&limit=100")
                .json();
        for (JsonNode order : orders.path("items")) {
            if (order.path("request").asString().equals(request)
                    && order.path("purpose").asString().equals(purpose)
                    && order.path("repeats").asInt() == repeats) {
                return order;
            }
        }
        return orders.path("none");
    }

    private void awaitOrderState(JsonNode order, String state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                look(Acme.SECURITY, order).path("state").asString())
                        .isEqualTo(state));
    }
}
