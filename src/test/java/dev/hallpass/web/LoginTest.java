package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and what is there for those who do not. */
class LoginTest extends HallpassTest {

    private final String person = engineer();

    private String base() {
        return "http://localhost:" + port();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/me",
                "/api/v1/requests",
                "/api/v1/grants",
                "/api/v1/audit",
                "/api/v1/catalog/resources",
                "/api/v1/catalog/resources/payments/access",
                "/api/v1/principals/dev1/access",
                "/api/v1/drift",
                "/api/v1/applications",
                "/actuator/prometheus",
                "/actuator/metrics",
                "/actuator/env",
                "/nothing"
            })
    void nobodyGetsInWithoutSayingWhoTheyAre(String path) {
        Response response = ApiClient.anonymous(base()).get(path);

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.json().path("type").asString()).endsWith("/unauthenticated");
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aWrongPasswordIsNotAccepted() {
        Response response = ApiClient.anonymous(base())
                .with("Authorization", "Basic ZGV2MTp3cm9uZw==")
                .get("/api/v1/me");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.json().path("detail").asString()).isEqualTo("The credentials are not accepted.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/hallpass.css",
                "/favicon.svg",
                "/v3/api-docs",
                "/swagger-ui/index.html",
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness"
            })
    void whatIsForEverybodyNeedsNoLogin(String path) {
        Response response = ApiClient.anonymous(base()).get(path);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(ApiClient.anonymous(base()).send("HEAD", path, null, null).status())
                .isEqualTo(200);
        assertThat(ApiClient.anonymous(base()).post(path).status()).isBetween(400, 499);
    }

    @Test
    void somebodyWhoIsNotActiveAnyMoreIsOutAtOnce() {
        database()
                .sql("update principal set active = false where id = ?")
                .param(person)
                .update();
        try {
            Response response = as(person).get("/api/v1/me");

            assertThat(response.status()).isEqualTo(403);
            assertThat(response.json().path("detail").asString()).contains("not active");
        } finally {
            database()
                    .sql("update principal set active = true where id = ?")
                    .param(person)
                    .update();
        }
    }

    @Test
    void aPageOfAnotherSiteChangesNothing() {
        Response response = as(person)
                .with("Sec-Fetch-Site", "cross-site")
                .post("/api/v1/requests", request("payments", "write", "PT2M"));

        assertThat(response.status()).isEqualTo(403);
        assertThat(as(person).get("/api/v1/requests").json().path("items").size())
                .isZero();
    }

    @Test
    void oneIsToldWhoOneIs() {
        var me = as(Acme.ADMINISTRATOR).get("/api/v1/me").json();

        assertThat(me.path("id").asString()).isEqualTo(Acme.ADMINISTRATOR);
        assertThat(me.path("roles").valueStream().map(role -> role.asString())).containsExactly("ADMINISTRATOR");
        assertThat(as(Acme.OWNER).get("/api/v1/me").json().path("owns").size()).isGreaterThan(4);
        assertThat(as(person).get("/api/v1/me").json().path("manager").asString())
                .isEqualTo(Acme.MANAGER);
    }
}
