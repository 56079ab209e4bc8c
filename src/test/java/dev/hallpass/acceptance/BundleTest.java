package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several entitlements asked for as one: all or none of them, or each as it comes. */
class BundleTest extends HallpassTest {

    private static final String BUNDLES = "/api/v1/bundle-requests/";

    @Test
    void nothingOfAnAllOrNothingBundleComesBeforeAllIsAgreedAndThenAllOfIt() {
        String ada = engineer();
        String bundle = ask(ada, "ALL_OR_NOTHING", List.of("service-1", "service-2", "shop"), "PT1H");
        awaitWaiting(bundle, 3);
        approve(Acme.OWNER, part(bundle, 0), 0);
        awaitPart(bundle, 0, "APPROVED");
        assertThat(bitbucket().permission(ada, "service-1")).isEqualTo("none");

        ApiClient.Response decided = decideAll(Acme.OWNER, bundle, "APPROVE");

        assertThat(decided.json().path("decided").size()).isEqualTo(2);
        awaitBundle(bundle, "IN_FORCE");
        for (String repository : List.of("service-1", "service-2", "shop")) {
            assertThat(bitbucket().permission(ada, repository)).isEqualTo("write");
        }
    }

    @Test
    void onePartThatIsDeniedLeavesNothing() {
        String ada = engineer();
        String bundle = ask(ada, "ALL_OR_NOTHING", List.of("service-1", "service-2", "service-3"), "PT1H");
        awaitWaiting(bundle, 3);
        approve(Acme.OWNER, part(bundle, 0), 0);

        decide(Acme.OWNER, part(bundle, 1), "DENY");

        awaitBundle(bundle, "UNDONE");
        JsonNode seen = look(ada, bundle);
        assertThat(seen.path("reason").asString()).contains("acme/service-2");
        assertThat(seen.path("failedPart").asString()).isEqualTo(part(bundle, 1));
        assertThat(states(seen)).containsExactly("CANCELLED", "DENIED", "CANCELLED");
        assertThat(bitbucket().permission(ada, "service-1")).isEqualTo("none");
    }

    @Test
    void theOthersOfABestEffortBundleComeWithoutTheOneThatIsDenied() {
        String ada = engineer();
        String bundle = ask(ada, "BEST_EFFORT", List.of("service-1", "service-2"), "PT1H");
        awaitWaiting(bundle, 2);

        decide(Acme.OWNER, part(bundle, 0), "DENY");
        approve(Acme.OWNER, part(bundle, 1), 0);

        awaitBundle(bundle, "PARTLY_IN_FORCE");
        assertThat(look(ada, bundle).path("reason").asString()).contains("acme/service-1");
        assertThat(bitbucket().permission(ada, "service-1")).isEqualTo("none");
        assertThat(bitbucket().permission(ada, "service-2")).isEqualTo("write");
    }

    @Test
    void aWithdrawnBundleLeavesNothing() {
        String ada = engineer();
        String bundle = ask(ada, "ALL_OR_NOTHING", List.of("service-1", "service-2"), "PT1H");
        awaitWaiting(bundle, 2);
        approve(Acme.OWNER, part(bundle, 0), 0);

        assertThat(as(ada).post(BUNDLES + bundle + "/cancel").status()).isEqualTo(200);

        awaitBundle(bundle, "UNDONE");
        assertThat(states(look(ada, bundle))).containsOnly("CANCELLED");
    }

    @Test
    void aBundleEndsWhenAllItsPartsHave() {
        String ada = engineer();
        String bundle = ask(ada, "ALL_OR_NOTHING", List.of("service-1", "service-2"), "PT4S");
        awaitWaiting(bundle, 2);
        decideAll(Acme.OWNER, bundle, "APPROVE");

        awaitBundle(bundle, "ENDED");

        assertThat(bitbucket().permission(ada, "service-1")).isEqualTo("none");
    }

    @Test
    void twentyEntitlementsComeTogether() {
        String ada = engineer();
        List<String> all =
                IntStream.rangeClosed(1, 20).mapToObj(i -> "service-" + i).toList();
        String bundle = ask(ada, "ALL_OR_NOTHING", all, "PT1H");
        awaitWaiting(bundle, 20);

        decideAll(Acme.OWNER, bundle, "APPROVE");

        awaitBundle(bundle, "IN_FORCE");
        assertThat(look(ada, bundle).path("counts").path("ACTIVE").asInt()).isEqualTo(20);
    }

    @Test
    void aBundleThatIsDefinedIsAskedForByItsName() {
        Map<String, Object> definition = Map.of(
                "name",
                "tested-bundle",
                "description",
                "For a test",
                "entitlements",
                List.of(
                        Map.of("resource", "service-1", "role", "read"),
                        Map.of("resource", "service-2", "role", "read")));
        assertThat(as(Acme.OWNER).post("/api/v1/bundles", definition).status()).isEqualTo(403);
        assertThat(as(Acme.ADMINISTRATOR).post("/api/v1/bundles", definition).status())
                .isEqualTo(200);
        String ada = engineer();
        Map<String, Object> asked =
                Map.of("bundle", "tested-bundle", "duration", "PT1H", "justification", "Because of the test");

        ApiClient.Response preview = as(ada).post("/api/v1/requests/preview", asked);
        ApiClient.Response response = as(ada).post("/api/v1/requests", asked);

        assertThat(preview.json().path("parts").size()).as(preview.text()).isEqualTo(2);
        assertThat(response.status()).as(response.text()).isEqualTo(202);
        assertThat(response.header("Location")).startsWith(BUNDLES);
        assertThat(response.json().path("parts").size()).isEqualTo(2);
    }

    @Test
    void aStrangerDoesNotSeeABundle() {
        String bundle = ask(engineer(), "BEST_EFFORT", List.of("service-1", "service-2"), "PT1H");

        assertThat(as(engineer()).get(BUNDLES + bundle).status()).isEqualTo(404);
    }

    private String ask(String person, String mode, List<String> repositories, String duration) {
        ApiClient.Response response = as(person)
                .post(
                        "/api/v1/requests",
                        Map.of(
                                "entitlements",
                                repositories.stream()
                                        .map(name -> Map.of("resource", name, "role", "write"))
                                        .toList(),
                                "mode",
                                mode,
                                "duration",
                                duration,
                                "justification",
                                "Fix the failed payout job"));
        assertThat(response.status()).as(response.text()).isEqualTo(202);
        return response.json().path("id").asString();
    }

    private ApiClient.Response decideAll(String person, String bundle, String decision) {
        ApiClient.Response response = as(person).post(BUNDLES + bundle + "/decisions", Map.of("decision", decision));
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response;
    }

    private JsonNode look(String person, String bundle) {
        return as(person).get(BUNDLES + bundle).json();
    }

    private String part(String bundle, int position) {
        return look(Acme.AUDITOR, bundle)
                .path("parts")
                .path(position)
                .path("id")
                .asString();
    }

    private static List<String> states(JsonNode bundle) {
        return bundle.path("parts")
                .valueStream()
                .map(part -> part.path("state").asString())
                .toList();
    }

    private void awaitWaiting(String bundle, int parts) {
        await().atMost(SOON.multipliedBy(2))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(look(Acme.AUDITOR, bundle)
                                .path("parts")
                                .valueStream()
                                .filter(part -> part.path("route")
                                        .path(0)
                                        .path("state")
                                        .asString()
                                        .equals("WAITING")))
                        .hasSize(parts));
    }

    private void awaitPart(String bundle, int position, String state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                states(look(Acme.AUDITOR, bundle)).get(position))
                        .isEqualTo(state));
    }

    private void awaitBundle(String bundle, String state) {
        await().atMost(SOON.multipliedBy(2))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(
                                look(Acme.AUDITOR, bundle).path("state").asString())
                        .isEqualTo(state));
    }
}
