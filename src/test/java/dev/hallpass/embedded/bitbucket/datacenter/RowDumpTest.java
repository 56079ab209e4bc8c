package dev.hallpass.embedded.bitbucket.datacenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RowDumpTest extends DataCenterStandInHttpTest {

    private static JsonNode rows(String list) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(standIn.baseUrl().resolve("/_control/" + list))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body());
    }

    @Test
    void everyDirectPermissionIsARow() throws IOException, InterruptedException {
        control.setByHand("ken", "PAY/api", "REPO_ADMIN");

        assertThat(rows("explicit").valueStream())
                .contains(JSON.readTree("{\"kind\":\"repository\",\"on\":\"PAY/api\",\"user\":\"ken\","
                        + "\"permission\":\"REPO_ADMIN\"}"));

        control.setByHand("ken", "PAY/api", "none");

        assertThat(rows("explicit").valueStream())
                .noneMatch(row -> row.path("on").asString("").equals("PAY/api")
                        && row.path("user").asString("").equals("ken"));
    }

    @Test
    void everyMemberIsARow() throws IOException, InterruptedException {
        JsonNode kenInEmpty = JSON.readTree("{\"group\":\"empty\",\"user\":\"ken\"}");
        assertThat(rows("memberships").valueStream()).isNotEmpty().doesNotContain(kenInEmpty);

        control.setMember("ken", "empty", true);

        assertThat(rows("memberships").valueStream()).contains(kenInEmpty);
    }
}
