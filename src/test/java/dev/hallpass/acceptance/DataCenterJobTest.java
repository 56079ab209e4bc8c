package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterControl;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandIn;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandInSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The main job once more, with a second application beside the first: Bitbucket Data Center. */
class DataCenterJobTest extends HallpassTest {

    private static final List<String> PEOPLE =
            List.of("ada", "ken", Acme.OWNER, Acme.MANAGER, Acme.AUDITOR, Acme.SECURITY);

    @SuppressWarnings("NullAway.Init") // before all tests
    private static HallpassStack own;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DataCenterStandIn standIn;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DataCenterControl dataCenter;

    @BeforeAll
    static void startAll(@TempDir Path folder) throws IOException {
        standIn = DataCenterStandIn.start(new DataCenterStandInSettings(
                0, null, Path.of("src/test/resources/embedded/bitbucket-datacenter-test-seed.json")));
        dataCenter = new DataCenterControl(standIn.baseUrl());
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("hallpass.applications[1].name", "acme-dc");
        settings.put("hallpass.applications[1].type", "bitbucket-datacenter");
        settings.put("hallpass.applications[1].base-url", standIn.baseUrl());
        settings.put("hallpass.applications[1].calls-per-hour", 10_000_000);
        settings.put("hallpass.applications[1].credentials[0].token", "bot-token");
        settings.put("hallpass.applications[1].credentials[1].user", "hallpass-bot");
        settings.put("hallpass.applications[1].credentials[1].token", "bot-password");
        settings.put("hallpass.identity.directory", directory(folder).toUri());
        settings.put("hallpass.catalog.file", catalog(folder).toUri());
        own = HallpassStack.start(settings);
    }

    @AfterAll
    static void stopAll() {
        own.close();
        standIn.close();
    }

    @Override
    protected HallpassStack stack() {
        return own;
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

    private static Path directory(Path folder) throws IOException {
        StringBuilder yaml = new StringBuilder("people:\n");
        for (String person : PEOPLE) {
            String group = switch (person) {
                case Acme.AUDITOR -> "auditors";
                case Acme.SECURITY -> "security";
                default -> "engineering";
            };
            String manager = person.equals(Acme.MANAGER) ? "" : ", manager: " + Acme.MANAGER;
            yaml.append(
                    "  - {id: %1$s, name: %1$s, email: %1$s@acme.example, groups: [%2$s], employment: EMPLOYEE%3$s, accounts: {acme-dc: %1$s}}\n"
                            .formatted(person, group, manager));
        }
        return Files.writeString(folder.resolve("directory.yaml"), yaml.toString());
    }

    private static Path catalog(Path folder) throws IOException {
        StringBuilder yaml = new StringBuilder("resources:\n");
        for (String path : List.of("PAY/api", "WEB", "empty")) {
            yaml.append(
                    "  - {application: acme-dc, path: %s, sensitivity: CONFIDENTIAL, owners: [%s], tags: [tested]}\n"
                            .formatted(path, Acme.OWNER));
        }
        return Files.writeString(folder.resolve("catalog.yaml"), yaml.toString());
    }
}
