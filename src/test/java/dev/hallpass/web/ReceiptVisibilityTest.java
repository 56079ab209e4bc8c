package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What somebody has besides a grant is told to them, to owners, and to those who see everything; to nobody else. */
class ReceiptVisibilityTest extends HallpassTest {

    private final String holder = engineer();
    private final String requester = engineer();
    private String request = "";
    private String grant = "";

    @BeforeEach
    void aColleagueAsksForThem() {
        bitbucket().setByHand(holder, "service-19", "read");
        Response asked = as(requester)
                .post(
                        "/api/v1/requests",
                        Map.of(
                                "entitlements",
                                List.of(Map.of("resource", "service-19", "role", "write")),
                                "duration",
                                "PT30M",
                                "justification",
                                "Fix the failed payout job",
                                "onBehalfOf",
                                holder));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        request = asked.json().path("id").asString();
        approve(Acme.OWNER, request, 0);
        awaitState(request, "ACTIVE");
        grant = grantOf(request);
    }

    private JsonNode seenBy(String viewer) {
        Response response = as(viewer).get("/api/v1/grants/" + grant);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.json();
    }

    @Test
    void whoAskedForSomebodySeesTheGrantWithoutWhatTheyHaveBesides() {
        JsonNode seen = seenBy(requester);
        JsonNode inRequest = as(requester)
                .get("/api/v1/requests/" + request)
                .json()
                .path("grants")
                .path(0);

        assertThat(seen.path("state").asString()).isEqualTo("ACTIVE");
        assertThat(seen.has("expiresAt")).isTrue();
        for (JsonNode each : List.of(seen, inRequest)) {
            assertThat(each.path("id").asString()).isEqualTo(grant);
            assertThat(each.has("receipts")).isFalse();
            assertThat(each.has("standing")).isFalse();
            assertThat(each.has("effective")).isFalse();
        }
    }

    @Test
    void theHolderOwnersAuditorsAndAdministratorsSeeItWhole() {
        for (String viewer : List.of(holder, Acme.OWNER, Acme.AUDITOR, Acme.ADMINISTRATOR)) {
            JsonNode seen = seenBy(viewer);

            assertThat(seen.path("standing").asString("")).as(viewer).isEqualTo("read");
            assertThat(seen.path("effective").asString("")).as(viewer).isEqualTo("write");
            assertThat(seen.path("receipts").path(0).path("before").asString(""))
                    .as(viewer)
                    .isEqualTo("read");
        }
    }
}
