package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import io.camunda.client.api.command.ProblemException;
import java.time.Duration;
import java.util.List;
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
    void whoeverCompletesTheTaskInTasklistReportsAndOnlyWhatIsReadCounts() {
        String ada = engineer();
        String request = ask(ada, "payments", "write", "PT1H");
        approve(Acme.OWNER, request, 0);
        JsonNode order = awaitOrder(request, "GRANT", 0);

        assertThatThrownBy(() -> complete(taskOf(order), ada))
                .as("the task's assignee reports, and nobody for themselves")
                .isInstanceOf(ProblemException.class);
        long first = taskOf(order);
        complete(first, Acme.SECURITY);
        JsonNode again = awaitOrder(request, "GRANT", 1);
        assertThat(again.path("found").asString()).as("nothing was done").isEqualTo("none");
        bitbucket().setByHand(ada, "payments", "write");
        complete(taskAfter(again, first), Acme.SECURITY);
        awaitState(request, "ACTIVE");
        awaitOrderState(again, "CONFIRMED");
        assertThat(look(Acme.SECURITY, again).path("reportedBy").asString()).isEqualTo(Acme.SECURITY);

        as(ada).post("/api/v1/grants/%s/release".formatted(grantOf(request)));
        JsonNode back = awaitOrder(request, "REVOKE", 0);
        long second = taskOf(back);
        complete(second, Acme.SECURITY);
        JsonNode still = awaitOrder(request, "REVOKE", 1);
        assertThat(still.path("found").asString()).as("it is still there").isEqualTo("write");
        bitbucket().setByHand(ada, "payments", "none");
        complete(taskAfter(still, second), Acme.SECURITY);
        awaitState(request, "ENDED");
        awaitOrderState(still, "CONFIRMED");

        JsonNode orders = look(request).path("byHandOrders");
        assertThat(orders.valueStream().map(each -> each.path("purpose").asString()))
                .as("the request shows them")
                .containsExactly("GRANT", "REVOKE");
        assertThat(orders.path(0).path("instruction").asString()).contains(Acme.account(ada));
        assertThat(orders.path(0).path("askedAt").asString()).isNotEmpty();
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

    @Test
    void aRequestThatWaitsForHandsIsWithdrawnAndWhatWasHalfDoneIsUndoneByHand() {
        String ada = engineer();
        String request = ask(ada, "payments", "write", "PT1H");
        approve(Acme.OWNER, request, 0);
        JsonNode order = awaitOrder(request, "GRANT", 0);
        long task = taskOf(order);
        bitbucket().setByHand(ada, "payments", "write");

        assertThat(as(Acme.AUDITOR)
                        .post("/api/v1/requests/%s/cancel".formatted(request))
                        .status())
                .isEqualTo(403);
        ApiClient.Response cancelled = as(Acme.OWNER).post("/api/v1/requests/%s/cancel".formatted(request));

        assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
        assertThat(cancelled.json().path("state").asString()).isEqualTo("CANCELLED");
        awaitOrderState(order, "WITHDRAWN");
        JsonNode undoing = awaitOrder(request, "REPAIR", 0);
        assertThat(undoing.path("entitlement").path("role").asString()).isEqualTo("none");
        bitbucket().setByHand(ada, "payments", "none");
        assertThat(report(Acme.SECURITY, undoing, "DONE").status()).isEqualTo(200);
        awaitOrderState(undoing, "CONFIRMED");
        await().atMost(SOON)
                .untilAsserted(() -> assertThatThrownBy(() -> complete(task, Acme.SECURITY))
                        .as("the task went with the order")
                        .isInstanceOf(ProblemException.class));
    }

    @Test
    void aPartOfABundleThatWaitsForHandsIsWithdrawnAndTakesTheOthersBack() {
        String ada = engineer();
        String bundle = as(ada).post(
                        "/api/v1/requests",
                        Map.of(
                                "entitlements",
                                List.of(
                                        Map.of("resource", "payments", "role", "write"),
                                        Map.of("resource", "shop", "role", "write")),
                                "duration",
                                "PT1H",
                                "justification",
                                "Fix the failed payout job"))
                .json()
                .path("id")
                .asString();
        List<String> parts = bundle(bundle)
                .path("parts")
                .valueStream()
                .map(part -> part.path("id").asString())
                .toList();
        parts.forEach(part -> approve(Acme.OWNER, part, 0));
        JsonNode done = awaitOrder(parts.get(0), "GRANT", 0);
        bitbucket().setByHand(ada, "payments", "write");
        report(Acme.SECURITY, done, "DONE");
        awaitState(parts.get(0), "ACTIVE");
        JsonNode waiting = awaitOrder(parts.get(1), "GRANT", 0);

        assertThat(as(ada).post("/api/v1/requests/%s/cancel".formatted(parts.get(1)))
                        .status())
                .isEqualTo(200);

        awaitOrderState(waiting, "WITHDRAWN");
        JsonNode back = awaitOrder(parts.get(0), "REVOKE", 0);
        assertThat(bundle(bundle).path("state").asString()).isEqualTo("UNDOING");
        bitbucket().setByHand(ada, "payments", "none");
        report(Acme.SECURITY, back, "DONE");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(bundle(bundle).path("state").asString()).isEqualTo("UNDONE"));
        assertThat(bundle(bundle).path("reason").asString()).contains("withdrawn");
    }

    private JsonNode bundle(String id) {
        return as(Acme.AUDITOR).get("/api/v1/bundle-requests/" + id).json();
    }

    /** The engine's task for an order, once it is there. */
    private long taskOf(JsonNode order) {
        return taskAfter(order, -1);
    }

    /** The engine's task for an order that was asked for again, which is another than the one before. */
    private long taskAfter(JsonNode order, long before) {
        return await().atMost(SOON)
                .until(
                        () -> database()
                                .sql("select coalesce(user_task_key, -1) from by_hand_order where id = ?::uuid")
                                .param(order.path("id").asString())
                                .query(Long.class)
                                .single(),
                        key -> key > before);
    }

    /** Completes the task as Tasklist does: claims it for a person, and sends the form's variables. */
    private void complete(long task, String person) {
        stack().engine().newAssignUserTaskCommand(task).assignee(person).send().join();
        stack().engine()
                .newCompleteUserTaskCommand(task)
                .variables(Map.of("report", "DONE"))
                .send()
                .join();
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
