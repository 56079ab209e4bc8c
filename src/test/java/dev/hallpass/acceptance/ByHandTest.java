package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An application that Hallpass does not change itself: people do, and only what the application shows counts. */
class ByHandTest extends ByHandJobTest {

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
    void whoAskedForSomebodyIsNotToldWhatTheApplicationShowsOfThem() {
        String requester = engineer();
        String holder = engineer();
        ApiClient.Response asked = as(requester)
                .post(
                        "/api/v1/requests",
                        Map.of(
                                "entitlements",
                                List.of(Map.of("resource", "payments", "role", "write")),
                                "duration",
                                "PT1H",
                                "justification",
                                "Fix the failed payout job",
                                "onBehalfOf",
                                holder));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String request = asked.json().path("id").asString();
        approve(Acme.OWNER, request, 0);
        awaitOrder(request, "GRANT", 0);

        for (String viewer : List.of(holder, Acme.OWNER, Acme.AUDITOR)) {
            assertThat(ordersOf(request, viewer).size()).as(viewer).isEqualTo(1);
        }
        assertThat(ordersOf(request, requester).size()).isZero();

        as(requester).post("/api/v1/requests/" + request + "/cancel");
        awaitState(request, "CANCELLED");
    }

    private JsonNode ordersOf(String request, String viewer) {
        ApiClient.Response response = as(viewer).get("/api/v1/requests/" + request);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.json().path("byHandOrders");
    }
}
