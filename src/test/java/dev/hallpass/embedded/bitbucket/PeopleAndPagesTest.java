package dev.hallpass.embedded.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PeopleAndPagesTest extends StandInHttpTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 7", "10, 10", "99, 99", "100, 100", "1000, 100"})
    void everyElementIsOnExactlyOnePage(int asked, int length) throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        String next = "/repositories/acme/mobile-app/permissions-config/users?pagelen=" + asked;
        int pages = 0;

        while (!next.isEmpty()) {
            JsonNode page = json(get(next));
            page.path("values").forEach(row -> found.add(row.at("/user/uuid").asString()));
            next = page.path("next").asString("");
            pages++;
        }

        assertThat(found).hasSize(125).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo((125 + length - 1) / length);
    }

    @Test
    void theLinkToTheNextPageIsAbsoluteAndKeepsTheFilter() throws IOException, InterruptedException {
        JsonNode page = json(get("/workspaces/acme/members?q=user.nickname~%22member%22&pagelen=2"));

        assertThat(page.path("next").asString()).startsWith(standIn.baseUrl() + "/workspaces/acme/members?");
        assertThat(json(get(page.path("next").asString()))
                        .at("/values/0/user/nickname")
                        .asString())
                .isEqualTo("member-102");
    }

    @Test
    void tenIsTheUsualLength() throws IOException, InterruptedException {
        assertThat(json(get("/workspaces/acme/members")).path("values").size()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pagelen=0", "pagelen=-1", "pagelen=x", "page=0", "page=!!", "page=AAAA", "page=99999999999"})
    void nonsenseIsRefused(String parameter) throws IOException, InterruptedException {
        assertThat(get("/workspaces/acme/members?" + parameter).statusCode()).isEqualTo(400);
    }

    @Test
    void addressesAreAskedForInListsOfAtMostNinety() throws IOException, InterruptedException {
        assertThat(json(get("/workspaces/acme/members?q=" + addresses(90) + "&pagelen=100"))
                        .path("values")
                        .size())
                .isEqualTo(90);
        assertThat(get("/workspaces/acme/members?q=" + addresses(91)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void addressesAreShownToAdminsWhoAskForThem() throws IOException, InterruptedException {
        String ada = basic("ada@acme.example", "ada-token");
        String path = "/workspaces/acme/members?fields=%2Bvalues.user.email";

        assertThat(get(path).body()).contains("ada@acme.example");
        assertThat(get("/workspaces/acme/members").body()).doesNotContain("@acme.example");
        assertThat(send(ada, "GET", path, null).body()).doesNotContain("@acme.example");
    }

    @Test
    void aMemberIsFoundAndAnyoneElseIsNot() throws IOException, InterruptedException {
        assertThat(json(get("/workspaces/acme/members/557058:ada"))
                        .at("/user/nickname")
                        .asString())
                .isEqualTo("ada");
        assertThat(get("/workspaces/acme/members/557058:vera").statusCode()).isEqualTo(404);
        assertThat(get("/users/557058:vera").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/workspaces", "/repositories", "/user/permissions/workspaces", "/user/permissions/repositories"
            })
    void whatWasRemovedIsGone(String path) throws IOException, InterruptedException {
        assertThat(get(path).statusCode()).isEqualTo(410);
        assertThat(json(get(path)).at("/error/message").asString()).startsWith("CHANGE-2770");
    }

    @Test
    void groupsOfTheFirstVersionAreBareArraysForReading() throws IOException, InterruptedException {
        String first = standIn.baseUrl().resolve("/1.0/groups").toString();

        assertThat(json(get(first + "/acme")).findValuesAsString("slug")).contains("developers", "security");
        assertThat(json(get(first + "/acme/developers/members")).findValuesAsString("nickname"))
                .containsExactly("ada", "ken");
        assertThat(json(get(first + "?group=acme/security")).size()).isEqualTo(1);
        assertThat(json(send(basic("ada@acme.example", "ada-token"), "GET", first + "?group=acme/security", null))
                        .size())
                .isZero();
        control.quirks("{\"adminHubMigrated\":true}");
        assertThat(put(first + "/acme/developers/members/ada", "{}").statusCode())
                .isEqualTo(403);
    }

    private static String addresses(int count) {
        return IntStream.range(100, 100 + count)
                .mapToObj(number -> "%22member-" + number + "@acme.example%22")
                .collect(Collectors.joining(",", "user.email%20IN%20(", ")"));
    }
}
