package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import io.camunda.client.api.command.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is withdrawn while it waits for hands. */
class ByHandWithdrawnTest extends ByHandJobTest {

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
    void anOwnerWhoWithdrawsOnceMoreGetsTheSameAnswer() {
        String ada = engineer();
        String request = ask(ada, "payments", "write", "PT1H");
        approve(Acme.OWNER, request, 0);
        awaitOrder(request, "GRANT", 0);
        ApiClient owner =
                as(Acme.OWNER).with("Idempotency-Key", UUID.randomUUID().toString());
        String path = "/api/v1/requests/%s/cancel".formatted(request);

        ApiClient.Response first = owner.post(path);
        ApiClient.Response again = owner.post(path);
        ApiClient.Response withoutKey = as(Acme.OWNER).post(path);

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(withoutKey.status()).as(withoutKey.text()).isEqualTo(200);
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
}
