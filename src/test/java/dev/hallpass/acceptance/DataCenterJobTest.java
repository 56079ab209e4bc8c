package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
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

/** The main job once more, with a second application beside the first: Bitbucket Data Center. */
class DataCenterJobTest extends HallpassTest {

    @SuppressWarnings("NullAway.Init") // before all tests
    private static TwoApplications own;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DataCenterControl dataCenter;

    @BeforeAll
    static void startAll(@TempDir Path folder) throws IOException {
        own = new TwoApplications(
                folder,
                Map.of("ada", "acme-dc: ada", "ken", "acme-dc: ken", Acme.SECURITY, ""),
                List.of("PAY/api", "WEB", "empty"),
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
    void standingReadIsRestoredAfterWriteOnARepository() {
        awaitResource("PAY/api");
        assertThat(dataCenter.permission("ada", "PAY/api")).isEqualTo("REPO_READ");

        String request = granted("ada", "PAY/api", "write", "PT3S");
        String during = dataCenter.permission("ada", "PAY/api");
        awaitState(request, "ENDED");

        assertThat(during).isEqualTo("REPO_WRITE");
        assertThat(dataCenter.permission("ada", "PAY/api")).isEqualTo("REPO_READ");
        assertThat(look(request).path("endReason").asString()).isEqualTo("EXPIRED");
        assertThat(dataCenter.calls("/repos/api/permissions/users\\?name=ada"))
                .noneMatch(call -> call.startsWith("DELETE"));
    }

    @Test
    void aRoleOnAProjectComesAndGoes() {
        awaitResource("WEB");

        String request = granted("ada", "WEB", "write", "PT3S");
        String during = dataCenter.permission("ada", "WEB");
        awaitState(request, "ENDED");

        assertThat(during).isEqualTo("PROJECT_WRITE");
        assertThat(dataCenter.permission("ada", "WEB")).isEqualTo("none");
    }

    @Test
    void aMembershipOfAGroupComesAndGoes() {
        awaitResource("empty");

        String request = ask("ken", "empty", "member", "PT3S");
        approve(Acme.OWNER, request, 0);
        approve(Acme.SECURITY, request, 1);
        awaitState(request, "ACTIVE");
        boolean during = dataCenter.isMember("ken", "empty");
        awaitState(request, "ENDED");

        assertThat(during).isTrue();
        assertThat(dataCenter.isMember("ken", "empty")).isFalse();
    }

    private void awaitResource(String path) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(paths(path)).contains(path));
    }

    private List<String> paths(String path) {
        JsonNode found = as("ada")
                .get("/api/v1/catalog/resources?q=" + path.replace("/", "%2F"))
                .json();
        return found.path("items")
                .valueStream()
                .map(each -> each.path("path").asString())
                .toList();
    }
}
