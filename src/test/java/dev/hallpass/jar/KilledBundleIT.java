package dev.hallpass.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.ApiClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * All or nothing over a {@code kill -9}: the started jar is killed while two bundles over Bitbucket Cloud and Data Center
 * are partly provisioned. One can be completed afterwards, the other cannot.
 */
@SuppressWarnings("NullAway.Init") // The preparation before all tests fills the fields
class KilledBundleIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String BUNDLES = "/api/v1/bundle-requests/";

    @TempDir
    static Path folder;

    private static StartedJar hallpass;
    private static String whole;
    private static List<String> wholeStored;
    private static String broken;
    private static List<String> brokenStored;

    @BeforeAll
    static void killWithBundlesPartlyProvisioned() throws InterruptedException {
        hallpass = new StartedJar(folder);
        // What was written there is not seen for long, so that it is not settled; and nothing at all can be done in
        // OPS.
        hallpass.dataCenter().fault("{\"path\":\"warehouse/permissions/users\",\"staleSeconds\":300}");
        hallpass.dataCenter().fault("{\"path\":\"/projects/OPS/\",\"status\":503}");
        broken = ask("ada", "PT10M", "acme/payments-ledger", "DATA/warehouse", "OPS/network-config");
        whole = ask("margaret", "PT15S", "acme/payments-api", "OPS/backup-scripts");
        approveAll(broken);
        approveAll(whole);
        awaitParts(broken, "ACTIVE", "PROVISIONING", "PROVISIONING");
        awaitParts(whole, "ACTIVE", "PROVISIONING");
        await().atMost(SOON)
                .until(() -> hallpass.dataCenter()
                        .permission("ada", "DATA/warehouse")
                        .equals("REPO_WRITE"));
        hallpass.dataCenter().deleteRepository("OPS/network-config");

        hallpass.kill();

        brokenStored = stored(broken);
        wholeStored = stored(whole);
        hallpass.start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        hallpass.close();
    }

    private static String ask(String person, String duration, String... resources) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(hallpass.as(person)
                                .get("/api/v1/catalog/resources?limit=100")
                                .json()
                                .path("items")
                                .valueStream()
                                .map(each -> each.path("path").asString()))
                        .contains(resources));
        ApiClient.Response answer = hallpass.as(person)
                .post(
                        "/api/v1/requests",
                        Map.of(
                                "entitlements",
                                Arrays.stream(resources)
                                        .map(resource -> Map.of("resource", resource, "role", "write"))
                                        .toList(),
                                "mode",
                                "ALL_OR_NOTHING",
                                "duration",
                                duration,
                                "justification",
                                "Fix the failed payout job"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path("id").asString();
    }

    /** Whoever a part waits for agrees, until nothing waits any more. */
    private static void approveAll(String bundle) {
        await().atMost(SOON).until(() -> {
            Stream.of("grace", "linus", "alan")
                    .forEach(approver ->
                            hallpass.as(approver).post(BUNDLES + bundle + "/decisions", Map.of("decision", "APPROVE")));
            return !look(bundle).path("state").asString().equals("OPEN");
        });
    }

    private static JsonNode look(String bundle) {
        return hallpass.as("barbara").get(BUNDLES + bundle).json();
    }

    private static List<String> states(String bundle) {
        return look(bundle)
                .path("parts")
                .valueStream()
                .map(part -> part.path("state").asString())
                .toList();
    }

    private static void awaitParts(String bundle, String... states) {
        await().atMost(SOON).untilAsserted(() -> assertThat(states(bundle)).containsExactly(states));
    }

    private static void awaitState(String bundle, String state) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(look(bundle).path("state").asString()).isEqualTo(state));
    }

    /** The states of the grants of a bundle's parts, in their order. */
    private static List<String> stored(String bundle) {
        return hallpass.database()
                .sql("""
                    select g.state from access_request r join access_grant g on g.request_id = r.id
                    where r.bundle_request_id = ? order by r.bundle_position
                    """)
                .param(UUID.fromString(bundle))
                .query(String.class)
                .list();
    }

    @Test
    void whatCanBeCompletedComesIntoForceAsAWholeAndGoesAtItsEnd() {
        assertThat(wholeStored).containsExactly("ACTIVE", "PROVISIONING");

        awaitState(whole, "ENDED");
        assertThat(states(whole)).containsExactly("ENDED", "ENDED");
        assertThat(hallpass.as("barbara")
                        .get("/api/v1/audit?type=grant.activated&principal=margaret")
                        .json()
                        .path("items")
                        .size())
                .as("each part once")
                .isEqualTo(2);
        assertThat(hallpass.permission("margaret", "payments-api")).isEqualTo("none");
        assertThat(hallpass.dataCenter().permission("margaret", "OPS/backup-scripts"))
                .isEqualTo("none");
    }

    @Test
    void whatCannotBeCompletedIsTakenBackInBothAndAlsoWhatWasWrittenButNotSettled() {
        assertThat(brokenStored).containsExactly("ACTIVE", "PROVISIONING", "PROVISIONING");

        awaitState(broken, "UNDONE");
        assertThat(states(broken)).allMatch(List.of("ENDED", "FAILED")::contains);
        assertThat(look(broken).path("reason").asString()).contains("OPS/network-config");
        assertThat(hallpass.permission("ada", "payments-ledger")).isEqualTo("none");
        assertThat(hallpass.dataCenter().permission("ada", "DATA/warehouse")).isEqualTo("none");
    }

    @Test
    void nothingIsLeftOpenAndTheTrailIsIntact() {
        awaitState(whole, "ENDED");
        awaitState(broken, "UNDONE");

        for (String left : List.of("access_pair where open", "process_outbox", "bundle_news")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(hallpass.database()
                                    .sql("select count(*) from " + left)
                                    .query(Long.class)
                                    .single())
                            .as(left)
                            .isZero());
        }
        assertThat(hallpass.as("barbara")
                        .get("/api/v1/audit/verify")
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }
}
