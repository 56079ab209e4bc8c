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
import tools.jackson.databind.JsonNode;

/** An application that Hallpass does not change itself: people do, who are asked and report. */
abstract class ByHandJobTest extends HallpassTest {

    static final String ORDERS = "/api/v1/by-hand-orders/";

    @SuppressWarnings("NullAway.Init") // before all tests
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

    final ApiClient.Response report(String person, JsonNode order, String outcome) {
        return as(person).post(ORDERS + order.path("id").asString() + "/reports", Map.of("outcome", outcome));
    }

    final JsonNode look(String person, JsonNode order) {
        return as(person).get(ORDERS + order.path("id").asString()).json();
    }

    final JsonNode awaitOrder(String request, String purpose, int repeats) {
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

    final void awaitOrderState(JsonNode order, String state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                look(Acme.SECURITY, order).path("state").asString())
                        .isEqualTo(state));
    }

    /** The engine's task for an order, once it is there. */
    final long taskOf(JsonNode order) {
        return taskAfter(order, -1);
    }

    /** The engine's task for an order that was asked for again, which is another than the one before. */
    final long taskAfter(JsonNode order, long before) {
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
    final void complete(long task, String person) {
        stack().engine().newAssignUserTaskCommand(task).assignee(person).send().join();
        stack().engine()
                .newCompleteUserTaskCommand(task)
                .variables(Map.of("report", "DONE"))
                .send()
                .join();
    }
}
