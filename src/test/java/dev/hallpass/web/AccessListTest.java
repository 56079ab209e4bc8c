package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Those who answer for a resource are told who has access to it now, why and until when. */
class AccessListTest extends HallpassTest {

    /** Used by no other test, so that nobody else has access. */
    private static final String REPOSITORY = "service-20";

    private final String person = engineer();

    private static String path(String repository) {
        return "/api/v1/catalog/resources/%s/access".formatted(repository);
    }

    private JsonNode entry(String repository, String holder) {
        return as(Acme.OWNER)
                .get(path(repository) + "?limit=200")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("principal").asString().equals(holder))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyGrantInForceIsThereWithWhyAndUntilWhen() {
        bitbucket().setByHand(person, "shop", "read");
        String first = granted(person, "shop", "write", "PT5M");
        String second = granted(person, "shop", "write", "PT10M");

        JsonNode entry = entry("shop", person);

        assertThat(entry.path("account").asString()).isEqualTo(Acme.account(person));
        assertThat(entry.path("path").asString()).isEqualTo("acme/shop");
        assertThat(entry.path("withoutGrants").asString()).isEqualTo("read");
        assertThat(entry.path("paths")
                        .valueStream()
                        .filter(path -> path.path("kind").asString().equals("OWN")))
                .extracting(path -> path.path("role").asString() + " "
                        + path.path("basis").asString() + " "
                        + path.path("request").asString(""))
                .containsExactlyInAnyOrder("write GRANTED " + first, "write GRANTED " + second, "read STANDING ");
        assertThat(entry.path("role").asString()).isEqualTo("write");
        assertThat(entry.path("explicit").asString()).isEqualTo("write");
        assertThat(entry.path("effective").asString()).isEqualTo("write");
        assertThat(entry.path("standing").asString()).isEqualTo("read");
        assertThat(entry.path("readAt").asString()).isNotBlank();
        assertThat(entry.path("grants").valueStream())
                .extracting(grant -> grant.path("request").asString())
                .containsExactly(first, second);
        JsonNode grant = entry.path("grants").path(0);
        JsonNode seen = as(person).get("/api/v1/grants/" + grantOf(first)).json();
        assertThat(grant.path("id")).isEqualTo(seen.path("id"));
        assertThat(grant.path("state").asString()).isEqualTo("ACTIVE");
        assertThat(grant.path("role").asString()).isEqualTo("write");
        assertThat(grant.path("justification").asString()).isEqualTo("Fix the failed payout job");
        assertThat(grant.path("rule"))
                .isEqualTo(look(first).path("policy").path("rule"))
                .isNotEqualTo(look(first).path("nothing"));
        assertThat(grant.path("expiresAt"))
                .isEqualTo(seen.path("expiresAt"))
                .isNotEqualTo(entry.path("grants").path(1).path("expiresAt"));
        assertThat(seen.path("effective").asString()).isEqualTo("write");
        assertThat(seen.path("standing").asString()).isEqualTo("read");
    }

    @Test
    void whoseAccessIsOverIsNotThereAnyMore() {
        String request = granted(person, "shop", "write", "PT5M");
        String grant = grantOf(request);
        assertThat(entry("shop", person).path("standing").asString()).isEqualTo("none");

        as(person).post("/api/v1/grants/" + grant + "/release");
        awaitState(request, "ENDED");

        assertThat(as(Acme.OWNER)
                        .get(path("shop") + "?limit=200")
                        .json()
                        .path("items")
                        .valueStream())
                .noneMatch(item -> item.path("principal").asString().equals(person));
        assertThat(as(person).get("/api/v1/grants/" + grant).json().has("standing"))
                .isFalse();
    }

    @Test
    void onlyThoseWhoAnswerForTheResourceAndThoseWhoSeeEverythingAreTold() {
        String maintainer = engineer();
        database()
                .sql("update resource set maintainers = array[?] where name = 'service-19'")
                .param(maintainer)
                .update();

        for (String told : List.of(Acme.OWNER, Acme.MANAGER, maintainer, Acme.AUDITOR, Acme.ADMINISTRATOR)) {
            assertThat(as(told).get(path("service-19")).status()).as(told).isEqualTo(200);
        }
        Response refused = as(person).get(path("service-19"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("detail").asString()).startsWith("Only owners");
        assertThat(as(Acme.SECURITY).get(path("service-19")).status()).isEqualTo(403);
        assertThat(as(maintainer).get(path("service-18")).status()).isEqualTo(403);
        for (String unknown : List.of("no-such-repository", "00000000-0000-7000-8000-000000000000")) {
            assertThat(as(Acme.OWNER).get(path(unknown)).status()).isEqualTo(404);
            assertThat(as(person).get(path(unknown)).status()).isEqualTo(404);
        }
    }

    @Test
    void thePagesHaveEverybodyOnceInTheOrderOfTheirNames() {
        List<String> holders =
                Stream.of(person, engineer(), engineer()).sorted().toList();
        holders.forEach(holder -> granted(holder, REPOSITORY, "write", "PT5M"));
        granted(holders.getFirst(), REPOSITORY, "write", "PT6M");

        List<String> seen = new ArrayList<>();
        JsonNode page = as(Acme.AUDITOR).get(path(REPOSITORY) + "?limit=1").json();
        while (true) {
            page.path("items").forEach(item -> seen.add(item.path("principal").asString()));
            if (page.path("nextCursor").isNull()) {
                break;
            }
            page = as(Acme.AUDITOR)
                    .get(path(REPOSITORY) + "?limit=1&cursor="
                            + page.path("nextCursor").asString())
                    .json();
        }

        assertThat(seen).filteredOn(holders::contains).containsExactlyElementsOf(holders);
    }

    @Test
    void aCursorOfNothingIsRefused() {
        Response foreign =
                as(Acme.AUDITOR).get(path(REPOSITORY) + "?cursor=MDAwMDAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAw");

        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.json().path("field").asString()).isEqualTo("cursor");
    }
}
