package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.connector.http.Answer;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which refusals say that our credential lacks a right, and not that what is asked for is forbidden. */
class BlamedCredentialsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your credentials lack one or more required privilege scopes.",
                "This API is not accessible by this authentication mechanism",
                "Missing scope: admin:repository:bitbucket"
            })
    void whatNamesScopesBlamesTheCredential(String message) {
        assertThat(CloudRefusals.blamesTheCredential(refusal(message))).isTrue();
    }

    @Test
    void theListsOfScopesBlameTheCredential() {
        Answer answer = answer("""
            {"error": {"message": "No", "detail": {"required": ["repository:admin"], "granted": ["repository"]}}}
            """);

        assertThat(CloudRefusals.blamesTheCredential(answer)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You do not have access to acme/telescope-scope.",
                "Repository required-scopes is not open to you"
            })
    void aRepositoryThatIsNamedAfterScopesBlamesNobody(String message) {
        assertThat(CloudRefusals.blamesTheCredential(refusal(message))).isFalse();
    }

    private static Answer refusal(String message) {
        return answer("{\"type\": \"error\", \"error\": {\"message\": \"%s\"}}".formatted(message));
    }

    private static Answer answer(String json) {
        return new Answer(403, HttpHeaders.of(Map.of(), (name, value) -> true), json.getBytes(StandardCharsets.UTF_8));
    }
}
