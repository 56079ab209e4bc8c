package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A policy can be looked at through the API before it takes effect. */
class PolicyLintApiTest extends HallpassTest {

    private static final String LINT = "/api/v1/policies/lint";

    @Test
    void tellsAFaultWithTheFactsOfARequestThatShowsIt() throws IOException {
        ApiClient.Response response = as(Acme.ADMINISTRATOR).post(LINT, Map.of("dmn", planted("gap.sensitivity.dmn")));

        assertThat(response.status()).as(response.text()).isEqualTo(200);
        JsonNode found = response.json();
        assertThat(found.path("errors").asInt()).isPositive();
        assertThat(found.path("findings").valueStream())
                .filteredOn(finding -> finding.path("code").asString().equals("gap"))
                .singleElement()
                .satisfies(finding -> assertThat(
                                finding.at("/example/resource/sensitivity").asString())
                        .isEqualTo("RESTRICTED"));
    }

    /** But for a group that the policy names and that has nobody in it where the tests run. */
    @Test
    void findsNothingInTheShippedPolicy() throws IOException {
        ApiClient.Response response =
                as(Acme.AUDITOR).post(LINT, Map.of("dmn", Files.readString(Path.of("dmn/access-policy.dmn"))));

        assertThat(response.status()).as(response.text()).isEqualTo(200);
        assertThat(response.json().path("findings").valueStream())
                .extracting(finding -> finding.path("code").asString())
                .isSubsetOf("unknown-approver");
    }

    @Test
    void knowsWhichApproversThereAre() throws IOException {
        String unknown = planted("clean.dmn").replace("group:security", "group:nobody-is-in-it");

        assertThat(as(Acme.AUDITOR)
                        .post(LINT, Map.of("dmn", unknown))
                        .json()
                        .path("findings")
                        .valueStream())
                .isNotEmpty()
                .allSatisfy(
                        finding -> assertThat(finding.path("code").asString()).isEqualTo("unknown-approver"));
    }

    @Test
    void isNotForEverybody() throws IOException {
        assertThat(as(engineer())
                        .post(LINT, Map.of("dmn", planted("clean.dmn")))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void wantsAPolicy(String dmn) {
        ApiClient.Response response = as(Acme.ADMINISTRATOR).post(LINT, Map.of("dmn", dmn));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().path("field").asString()).isEqualTo("dmn");
    }

    private static String planted(String file) throws IOException {
        return Files.readString(Path.of("src/test/resources/policy-lint", file));
    }
}
