package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One grant is shown with its proof, and people decide what becomes of it when its access was taken by hand. */
class GrantsApiTest extends HallpassTest {

    private final String person = engineer();

    private JsonNode grant(String id) {
        Response response = as(person).get("/api/v1/grants/" + id);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.json();
    }

    /** Somebody takes by hand what a grant gives; tells the id of the finding. */
    private String takenByHand(String grant, String repository) {
        bitbucket().setByHand(person, repository, "none");
        lookNow(grant);
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(grant(grant).has("setAsideAt")).isTrue());
        JsonNode findings = as(Acme.OWNER)
                .get("/api/v1/drift?state=OPEN&principal=" + person)
                .json()
                .path("items");
        assertThat(findings.size()).isEqualTo(1);
        assertThat(findings.path(0).path("kind").asString()).isEqualTo("REMOVED");
        return findings.path(0).path("id").asString();
    }

    /** Has the ledger look at once, as a reading of the catalog would. */
    private void lookNow(String grant) {
        int looked = database().sql("""
            update access_pair p set due_at = now() from access_grant g
            where g.id = ? and p.principal_id = g.principal_id and p.resource_id = g.resource_id
              and p.account = g.account
            """).param(UUID.fromString(grant)).update();
        assertThat(looked).isEqualTo(1);
    }

    private Response decideOn(String finding, String resolution) {
        return as(Acme.OWNER)
                .post(
                        "/api/v1/drift/%s/resolutions".formatted(finding),
                        Map.of("resolution", resolution, "comment", "As agreed"));
    }

    private void awaitSettled(String finding, String resolution) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(as(Acme.OWNER)
                                .get("/api/v1/drift/" + finding)
                                .json()
                                .path("resolution")
                                .asString(""))
                        .isEqualTo(resolution));
    }

    @Test
    void aGrantIsShownWithTheProofOfWhatWasDone() {
        String id = grantOf(granted(person, "service-15", "write", "PT30M"));

        JsonNode receipts = grant(id).path("receipts");

        assertThat(receipts.size()).isEqualTo(1);
        JsonNode receipt = receipts.path(0);
        assertThat(receipt.path("action").asString()).isEqualTo("ACTIVATED");
        assertThat(receipt.path("means").asString()).isEqualTo("WRITE");
        assertThat(receipt.path("before").asString()).isEqualTo("none");
        assertThat(receipt.path("written").asString()).isEqualTo("write");
        assertThat(receipt.path("explicitAfter").asString()).isEqualTo("write");
        assertThat(receipt.path("effectiveAfter").asString()).isEqualTo("write");
        assertThat(receipt.path("residual").asString()).isEqualTo("NO");
        assertThat(receipt.path("at").asString())
                .isEqualTo(grant(id).path("activatedAt").asString());
        assertThat(as(person)
                        .get("/api/v1/grants?state=ACTIVE")
                        .json()
                        .path("items")
                        .path(0)
                        .has("receipts"))
                .as("in a list")
                .isFalse();
    }

    @Test
    void theProofOfTheEndSaysThatNothingIsLeft() {
        String request = granted(person, "service-16", "write", "PT30M");
        String id = grantOf(request);
        assertThat(as(person)
                        .post("/api/v1/grants/%s/release".formatted(id), Map.of())
                        .status())
                .isBetween(200, 202);
        awaitState(request, "ENDED");

        JsonNode ended = grant(id).path("receipts").path(1);

        assertThat(ended.path("action").asString()).isEqualTo("ENDED");
        assertThat(ended.path("before").asString()).isEqualTo("write");
        assertThat(ended.path("written").asString()).isEqualTo("none");
        assertThat(ended.path("explicitAfter").asString()).isEqualTo("none");
        assertThat(ended.path("effectiveAfter").asString()).isEqualTo("none");
    }

    @Test
    void whatWasTakenByHandIsGivenAgainWhenSomebodyDecidesSo() {
        String id = grantOf(granted(person, "service-17", "write", "PT30M"));
        String finding = takenByHand(id, "service-17");
        assertThat(bitbucket().permission(person, "service-17")).isEqualTo("none");

        Response ordered = decideOn(finding, "RESTORE");

        assertThat(ordered.status()).as(ordered.text()).isEqualTo(202);
        awaitSettled(finding, "RESTORED");
        assertThat(bitbucket().permission(person, "service-17")).isEqualTo("write");
        assertThat(grant(id).has("setAsideAt")).isFalse();
        assertThat(grant(id).path("state").asString()).isEqualTo("ACTIVE");
        assertThat(as(Acme.AUDITOR)
                        .get("/api/v1/audit?type=grant.restored&limit=200")
                        .text())
                .contains(id);
    }

    @Test
    void theGrantsOfWhatWasTakenByHandEndWhenSomebodyDecidesSo() {
        String request = granted(person, "service-18", "write", "PT30M");
        String id = grantOf(request);
        String finding = takenByHand(id, "service-18");

        Response ended = decideOn(finding, "REVOKE");

        assertThat(ended.status()).as(ended.text()).isEqualTo(200);
        awaitState(request, "ENDED");
        assertThat(grant(id).path("state").asString()).isEqualTo("ENDED");
        assertThat(grant(id).path("endReason").asString()).isEqualTo("DRIFT");
        assertThat(bitbucket().permission(person, "service-18")).isEqualTo("none");
    }
}
