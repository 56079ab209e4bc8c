package dev.hallpass.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.DomainContext;
import dev.hallpass.embedded.bitbucket.StandInControl;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterControl;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandIn;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandInSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the paths of the catalog come to is what the applications themselves say that people may do, person by person. */
class PathsOfAWorkspaceTest {

    private static final String COMPANY =
            "{\"repositories\":40,\"projects\":6,\"people\":30,\"groups\":8,\"randomSeed\":%d}";

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DataCenterStandIn standIn;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DomainContext context;

    @BeforeAll
    static void start() {
        standIn = DataCenterStandIn.start(new DataCenterStandInSettings(
                0, null, Path.of("src/test/resources/embedded/bitbucket-datacenter-test-seed.json")));
        context = DomainContext.start(Map.of(
                "hallpass.applications[1].name",
                "acme-dc",
                "hallpass.applications[1].type",
                "bitbucket-datacenter",
                "hallpass.applications[1].base-url",
                standIn.baseUrl(),
                "hallpass.applications[1].calls-per-hour",
                10_000_000,
                "hallpass.applications[1].credentials[0].token",
                "bot-token",
                "hallpass.applications[1].credentials[1].user",
                "hallpass-bot",
                "hallpass.applications[1].credentials[1].token",
                "bot-password"));
    }

    @AfterAll
    static void stop() {
        context.close();
        standIn.close();
    }

    private static Map<String, String> told(String application, String externalId) {
        UUID id = context.jdbc()
                .sql("select id from resource where application = ? and external_id = ?")
                .params(application, externalId)
                .query(UUID.class)
                .single();
        Map<String, String> roles = new TreeMap<>();
        context.bean(ObservedAccess.class)
                .onResource(new ResourceId(id), null, 1000)
                .forEach(each -> roles.put(each.account(), each.role()));
        return roles;
    }

    @Test
    void inACompanyOfTheCloudTheyAreTheSameOnEveryRepository() {
        StandInControl bitbucket = context.bitbucket();
        bitbucket.call("POST", "workspace", COMPANY.formatted(11));
        List<JsonNode> before =
                bitbucket.state().path("repositories").valueStream().toList();
        for (int number = 0; number < before.size(); number += 7) {
            String slug = before.get(number).path("slug").asString();
            bitbucket.call("PUT", "repositories/" + slug, "{\"isPrivate\":false}");
        }
        DiscoveryRun.fully(context.application());

        for (JsonNode repository : bitbucket.state().path("repositories")) {
            Map<String, String> said = new TreeMap<>();
            repository
                    .path("effective")
                    .propertyStream()
                    .forEach(each -> said.put(each.getKey(), each.getValue().asString()));
            assertThat(told("acme", repository.path("uuid").asString()))
                    .as("%s", repository.path("slug"))
                    .isEqualTo(said);
        }
        assertThat(before.size()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void inADataCenterTheyAreTheSameForEverybodyButForWhatIsPublic() {
        DataCenterControl bitbucket = new DataCenterControl(standIn.baseUrl());
        bitbucket.setGroupByHand("developers", "OPEN/docs", "REPO_WRITE");
        DiscoveryRun.fully(context.application());
        Map<String, String> names =
                Map.of("11", "PAY/api", "12", "PAY/ledger", "21", "WEB/shop", "31", "~ada/notes", "41", "OPEN/docs");

        names.forEach((number, path) -> {
            Map<String, String> told = told("acme-dc", number);
            for (String account : List.of("ada", "ken", "grace", "alan", "adam", "Linus", "sysadmin", "hallpass-bot")) {
                String said =
                        bitbucket.effective(account, path).replace("REPO_", "").toLowerCase(java.util.Locale.ROOT);
                // The stand-in answers for permissions; what is public may be read by everybody besides.
                String expected = path.startsWith("OPEN") && said.equals("none") ? "read" : said;
                assertThat(told.getOrDefault(account, "none"))
                        .as("%s on %s", account, path)
                        .isEqualTo(expected);
            }
        });
    }
}
