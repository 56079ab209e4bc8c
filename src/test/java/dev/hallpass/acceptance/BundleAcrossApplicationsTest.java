package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterControl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Several entitlements as one, of which some are in Bitbucket Cloud and some in Bitbucket Data Center. */
class BundleAcrossApplicationsTest extends HallpassTest {

    private static final String BUNDLES = "/api/v1/bundle-requests/";

    @SuppressWarnings("NullAway.Init") // before all tests
    private static TwoApplications own;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DataCenterControl dataCenter;

    @BeforeAll
    static void startAll(@TempDir Path folder) throws IOException {
        // The same person has an account of another name in each.
        own = new TwoApplications(
                folder,
                Map.of("dev1", "acme: '557058:dev1', acme-dc: alan", "dev2", "acme: '557058:dev2', acme-dc: Linus"),
                List.of("acme/service-1", "WEB/shop"),
                Map.of());
        dataCenter = own.dataCenter();
    }

    @AfterAll
    static void stopAll() {
        own.close();
    }

    @Override
    protected HallpassStack stack() {
        return own.stack();
    }

    @Test
    void bothComeTogetherAndGoAtTheirEnd() {
        String bundle = agreed("dev1", "PT6S");

        awaitBundle(bundle, "IN_FORCE");
        String inCloud = bitbucket().permission("dev1", "service-1");
        String inDataCenter = dataCenter.permission("alan", "WEB/shop");
        awaitBundle(bundle, "ENDED");

        assertThat(inCloud).isEqualTo("write");
        assertThat(inDataCenter).isEqualTo("REPO_WRITE");
        assertThat(bitbucket().permission("dev1", "service-1")).isEqualTo("none");
        assertThat(dataCenter.permission("alan", "WEB/shop")).isEqualTo("none");
    }

    @Test
    void whatOneApplicationRefusesIsTakenBackInTheOther() {
        dataCenter.fault("{\"method\":\"PUT\",\"path\":\"/permissions/users\",\"status\":503}");
        try {
            String bundle = agreed("dev2", "PT1H");
            awaitPart(bundle, 0, "ACTIVE");
            assertThat(bitbucket().permission("dev2", "service-1")).isEqualTo("write");

            dataCenter.heal();
            dataCenter.fault("{\"method\":\"PUT\",\"path\":\"/permissions/users\",\"status\":400}");

            awaitBundle(bundle, "UNDONE");
            assertThat(states(bundle)).containsExactly("ENDED", "FAILED");
            assertThat(bundle(bundle).path("reason").asString()).contains("WEB/shop");
            assertThat(bitbucket().permission("dev2", "service-1")).isEqualTo("none");
            assertThat(dataCenter.permission("Linus", "WEB/shop")).isEqualTo("none");
        } finally {
            dataCenter.heal();
        }
    }

    /** A bundle of which every part was agreed. */
    private String agreed(String person, String duration) {
        awaitResource(person, "WEB/shop");
        awaitResource(person, "acme/service-1");
        Response asked = as(person)
                .post(
                        "/api/v1/requests",
                        Map.of(
                                "entitlements",
                                List.of(
                                        Map.of("resource", "acme/service-1", "role", "write"),
                                        Map.of("resource", "WEB/shop", "role", "write")),
                                "mode",
                                "ALL_OR_NOTHING",
                                "duration",
                                duration,
                                "justification",
                                "Fix the failed payout job"));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String bundle = asked.json().path("id").asString();
        approve(Acme.OWNER, part(bundle, 0), 0);
        approve(Acme.OWNER, part(bundle, 1), 0);
        return bundle;
    }

    private void awaitResource(String person, String path) {
        await().atMost(SOON.multipliedBy(2))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(as(person)
                                .get("/api/v1/catalog/resources?q=" + path.replace("/", "%2F"))
                                .json()
                                .path("items")
                                .valueStream()
                                .map(each -> each.path("path").asString()))
                        .contains(path));
    }

    private JsonNode bundle(String bundle) {
        return as(Acme.AUDITOR).get(BUNDLES + bundle).json();
    }

    private String part(String bundle, int position) {
        return bundle(bundle).path("parts").path(position).path("id").asString();
    }

    private List<String> states(String bundle) {
        return bundle(bundle)
                .path("parts")
                .valueStream()
                .map(part -> part.path("state").asString())
                .toList();
    }

    private void awaitPart(String bundle, int position, String state) {
        await().atMost(SOON.multipliedBy(2))
                .untilAsserted(() -> assertThat(states(bundle).get(position)).isEqualTo(state));
    }

    private void awaitBundle(String bundle, String state) {
        await().atMost(SOON.multipliedBy(2))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() ->
                        assertThat(bundle(bundle).path("state").asString()).isEqualTo(state));
    }
}
