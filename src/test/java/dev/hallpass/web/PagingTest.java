package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Walking through a list page by page shows each thing once, whatever comes in meanwhile. */
class PagingTest extends HallpassTest {

    private static List<String> walk(ApiClient client, String path) {
        List<String> seen = new ArrayList<>();
        String next = path;
        while (true) {
            ApiClient.Response response = client.get(next);
            assertThat(response.status()).as(response.text()).isEqualTo(200);
            JsonNode page = response.json();
            page.path("items").forEach(item -> seen.add(item.path("id").asString()));
            if (page.path("nextCursor").isNull()) {
                return seen;
            }
            next = path + "&cursor=" + page.path("nextCursor").asString();
        }
    }

    @Test
    void requestsComeNewestFirstAndEachOnce() {
        String person = engineer();
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            asked.add(ask(person, "payments", "write", "PT2M"));
        }

        List<String> own = walk(as(person), "/api/v1/requests?limit=2");

        assertThat(own).containsExactlyElementsOf(asked.reversed());
        assertThat(walk(as(Acme.OWNER), "/api/v1/requests?limit=2&requester=" + person))
                .containsExactlyElementsOf(asked.reversed());
        assertThat(walk(as(Acme.AUDITOR), "/api/v1/requests?limit=3&requester=" + person))
                .containsExactlyElementsOf(asked.reversed());
    }

    @Test
    void whatOneSeesForTwoReasonsIsThereOnce() {
        String request = ask(Acme.OWNER, "payments", "write", "PT2M");

        List<String> seen = walk(as(Acme.OWNER), "/api/v1/requests?limit=200&requester=" + Acme.OWNER);

        assertThat(seen).contains(request).doesNotHaveDuplicates();
    }

    @Test
    void whatComesInWhileOneWalksDisturbsNothing() {
        String person = engineer();
        String first = ask(person, "payments", "write", "PT2M");
        String second = ask(person, "payments", "write", "PT2M");
        JsonNode page = as(person).get("/api/v1/requests?limit=1").json();

        ask(person, "payments", "write", "PT2M");
        JsonNode next = as(person)
                .get("/api/v1/requests?limit=1&cursor="
                        + page.path("nextCursor").asString())
                .json();

        assertThat(page.path("items").path(0).path("id").asString()).isEqualTo(second);
        assertThat(next.path("items").path(0).path("id").asString()).isEqualTo(first);
        assertThat(next.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void whatWaitsForADecisionIsPagedToo() {
        String person = engineer();
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            asked.add(ask(person, "payments", "write", "PT2M"));
        }
        asked.forEach(request -> awaitStep(request, 0));

        assertThat(walk(as(Acme.OWNER), "/api/v1/requests?assignedTo=me&limit=1&requester=" + person))
                .containsExactlyElementsOf(asked.reversed());
        assertThat(as(Acme.OWNER)
                        .get("/api/v1/requests?assignedTo=me&state=ENDED")
                        .json()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void grantsResourcesAndEventsAreWalkedToTheEnd() {
        String person = engineer();
        List<String> grants = List.of(
                grantOf(granted(person, "payments", "write", "PT5M")),
                grantOf(granted(person, "ledger", "write", "PT5M")));

        assertThat(walk(as(person), "/api/v1/grants?limit=1")).containsExactlyElementsOf(grants.reversed());
        assertThat(walk(
                        as(Acme.OWNER),
                        "/api/v1/grants?limit=1&principal=" + person + "&resource=payments&state=ACTIVE"))
                .containsExactly(grants.getFirst());
        assertThat(walk(as(person), "/api/v1/catalog/resources?limit=7&q=SERVICE-1&tag=tested&application=acme"))
                .hasSize(11)
                .doesNotHaveDuplicates();
        assertThat(walk(as(person), "/api/v1/catalog/resources?limit=7&q=%25")).isEmpty();
        List<String> events = walk(as(Acme.AUDITOR), "/api/v1/audit?limit=2&principal=" + person);
        assertThat(events).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        assertThat(walk(as(Acme.AUDITOR), "/api/v1/audit?limit=200&principal=" + person))
                .isEqualTo(events);
    }
}
