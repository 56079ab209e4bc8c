package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.Acme;
import io.camunda.client.api.command.ProblemException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The engine's task for what is to be done by hand: completed as in Tasklist, and not needed to take access away. */
class ByHandTasksTest extends ByHandJobTest {

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
}
