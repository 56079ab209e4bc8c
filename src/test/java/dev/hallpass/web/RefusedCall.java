package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.ApiClient.Response;

/** What each call has in common that was refused for what the caller did. */
final class RefusedCall {

    private RefusedCall() {}

    /** A problem of this type that names the field and the call, and nothing of the inside. */
    static void assertRefused(Response response, int status, String type, String field) {
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.json().path("type").asString()).isEqualTo("https://hallpass.dev/problems/" + type);
        assertThat(response.json().path("status").asInt()).isEqualTo(status);
        assertThat(response.json().path("field").asString()).isEqualTo(field);
        assertThat(response.json().path("title").asString()).isNotBlank();
        assertThat(response.json().path("requestId").asString()).isEqualTo(response.header("X-Request-Id"));
        assertThat(response.text()).doesNotContain("Exception", "dev.hallpass.web", "at org.");
    }
}
