package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who asks for several entitlements as one is told at once which of them are held already. */
class HeldPartsTest extends HallpassTest {

    private static final List<String> BOTH_CALLS = List.of("/api/v1/requests/preview", "/api/v1/requests");

    private final String person = engineer();
    private String request = "";

    @BeforeEach
    void somebodyHoldsOneOfThem() {
        request = granted(person, "shop", "write", "PT30M");
    }

    private static Map<String, Object> body(String mode, String... repositories) {
        Map<String, Object> body = new HashMap<>();
        body.put(
                "entitlements",
                List.of(repositories).stream()
                        .map(name -> Map.of("resource", name, "role", "write"))
                        .toList());
        body.put("mode", mode);
        body.put("duration", "PT2M");
        body.put("justification", "Fix the failed payout job");
        return body;
    }

    @Test
    void allOrNothingIsRefusedAndSaysWhichPartsAreHeld() {
        for (String call : BOTH_CALLS) {
            Response refused = as(person).post(call, body("ALL_OR_NOTHING", "service-21", "shop"));

            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.json().path("type").asString()).endsWith("/already-held");
            assertThat(refused.json().path("detail").asString()).contains("write on acme/shop");
            JsonNode parts = refused.json().path("heldParts");
            assertThat(parts.size()).isEqualTo(1);
            assertThat(parts.path(0).path("path").asString()).isEqualTo("acme/shop");
            assertThat(parts.path(0).path("held").path("request").asString()).isEqualTo(request);
        }
    }

    @Test
    void ofABestEffortTheOthersAreAskedForAndWhatIsLeftOutIsTold() {
        for (String call : BOTH_CALLS) {
            Response answer = as(person).post(call, body("BEST_EFFORT", "shop", "service-21", "service-22"));

            assertThat(answer.status()).as(answer.text()).isBetween(200, 202);
            assertThat(answer.json().path("parts").size()).isEqualTo(2);
            JsonNode left = answer.json().path("alreadyHeld");
            assertThat(left.size()).isEqualTo(1);
            assertThat(left.path(0).path("path").asString()).isEqualTo("acme/shop");
        }
    }

    @Test
    void whereAllIsHeldThereIsNothingToAskFor() {
        granted(person, "service-23", "write", "PT30M");

        for (String call : BOTH_CALLS) {
            Response refused = as(person).post(call, body("BEST_EFFORT", "shop", "service-23"));

            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.json().path("detail").asString()).contains("holds all of this already");
            assertThat(refused.json().path("heldParts").size()).isEqualTo(2);
        }
    }

    @Test
    void aBundleIsAskedForWithoutWhatIsHeld() {
        Response defined = as(Acme.ADMINISTRATOR)
                .post(
                        "/api/v1/bundles",
                        Map.of(
                                "name",
                                "partly-held",
                                "description",
                                "For a test",
                                "mode",
                                "ALL_OR_NOTHING",
                                "entitlements",
                                List.of(
                                        Map.of("resource", "shop", "role", "write"),
                                        Map.of("resource", "service-24", "role", "write"))));
        assertThat(defined.status()).as(defined.text()).isBetween(200, 201);

        Response asked = as(person)
                .post(
                        "/api/v1/requests",
                        Map.of("bundle", "partly-held", "duration", "PT2M", "justification", "Fix the job"));

        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        assertThat(asked.json().path("parts").size()).isEqualTo(1);
        assertThat(asked.json().path("alreadyHeld").path(0).path("path").asString())
                .isEqualTo("acme/shop");
    }

    @Test
    void whoAsksForOthersIsNotToldWhenceTheyHaveIt() {
        Map<String, Object> body = body("ALL_OR_NOTHING", "service-21", "shop");
        body.put("onBehalfOf", person);

        Response refused = as(engineer()).post("/api/v1/requests", body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        JsonNode held = refused.json().path("heldParts").path(0).path("held");
        assertThat(held.path("role").asString()).isEqualTo("write");
        assertThat(held.has("path")).isFalse();
        assertThat(held.has("request")).isFalse();
        assertThat(held.has("until")).isFalse();
    }
}
