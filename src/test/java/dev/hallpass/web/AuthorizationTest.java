package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees what, and who may do what to it. */
class AuthorizationTest extends HallpassTest {

    private static final String REQUESTS = "/api/v1/requests/";
    private static final String GRANTS = "/api/v1/grants/";

    private final String person = engineer();
    private final String colleague = engineer();

    private String base() {
        return "http://localhost:" + port();
    }

    private String waiting() {
        String request = ask(person, "payments", "write", "PT5M");
        awaitStep(request, 0);
        return request;
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
    void figuresAreForAuditorsAndAdministrators() {
        assertThat(as(person).get("/actuator/prometheus").status()).isEqualTo(403);
        assertThat(as(Acme.AUDITOR).get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(as(Acme.ADMINISTRATOR).get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(as(Acme.ADMINISTRATOR).get("/actuator/env").status()).isEqualTo(403);
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
    void aRequestIsSeenByThoseItConcernsAndByNobodyElse() {
        String request = waiting();

        assertThat(as(person).get(REQUESTS + request).status()).isEqualTo(200);
        assertThat(as(Acme.OWNER).get(REQUESTS + request).status()).isEqualTo(200);
        assertThat(as(Acme.AUDITOR).get(REQUESTS + request).status()).isEqualTo(200);
        assertThat(as(Acme.ADMINISTRATOR).get(REQUESTS + request).status()).isEqualTo(200);
        for (String path : List.of("", "/events")) {
            Response hidden = as(colleague).get(REQUESTS + request + path);
            assertThat(hidden.status()).isEqualTo(404);
            assertThat(hidden.json().path("detail").asString())
                    .isEqualTo(as(colleague)
                            .get(REQUESTS + "00000000-0000-7000-8000-000000000000" + path)
                            .json()
                            .path("detail")
                            .asString());
        }
        assertThat(as(Acme.SECURITY).get(REQUESTS + request).status()).isEqualTo(404);
    }

    @Test
    void anApproverOfALaterStepSeesTheRequestBeforeItIsTheirTurn() {
        String request = ask(person, "payments", "admin", "PT5M");
        awaitStep(request, 0);

        Response seen = as(Acme.SECURITY).get(REQUESTS + request);

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.json().path("mayDecide").asBoolean()).isFalse();
        assertThat(decide(Acme.SECURITY, request, "APPROVE").status()).isEqualTo(403);
    }

    @Test
    void whatOneMayNotSeeOneCannotActOn() {
        String request = waiting();

        assertThat(decide(colleague, request, "APPROVE").status()).isEqualTo(404);
        assertThat(as(colleague).post(REQUESTS + request + "/cancel").status()).isEqualTo(404);
        assertThat(state(request)).isEqualTo("AWAITING_APPROVAL");
    }

    @Test
    void nobodyDecidesTheirOwnAndAuditorsOnlyLook() {
        String request = waiting();

        assertThat(decide(person, request, "APPROVE").status()).isEqualTo(403);
        assertThat(decide(Acme.AUDITOR, request, "APPROVE").status()).isEqualTo(403);
        assertThat(as(Acme.AUDITOR).post(REQUESTS + request + "/cancel").status())
                .isEqualTo(403);
        assertThat(as(Acme.OWNER).post(REQUESTS + request + "/cancel").status()).isEqualTo(403);
        assertThat(state(request)).isEqualTo("AWAITING_APPROVAL");
        assertThat(as(person)
                        .get(REQUESTS + request)
                        .json()
                        .path("mayNotDecideBecause")
                        .asString())
                .contains("own");
        assertThat(as(Acme.OWNER)
                        .get(REQUESTS + request)
                        .json()
                        .path("mayDecide")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theRequesterAndAnAdministratorWithdraw() {
        String own = waiting();
        String other = waiting();

        assertThat(as(person).post(REQUESTS + own + "/cancel").status()).isEqualTo(200);
        assertThat(as(Acme.ADMINISTRATOR).post(REQUESTS + other + "/cancel").status())
                .isEqualTo(200);
        assertThat(state(own)).isEqualTo("CANCELLED");
        assertThat(state(other)).isEqualTo("CANCELLED");
    }

    @Test
    void aGrantIsReleasedByItsHolderAndRevokedByOwnersAndAdministrators() {
        String released = grantOf(granted(person, "payments", "write", "PT5M"));
        String revoked = grantOf(granted(colleague, "payments", "write", "PT5M"));
        String stranger = engineer();

        assertThat(as(stranger).get(GRANTS + released).status()).isEqualTo(404);
        assertThat(as(stranger).post(GRANTS + released + "/release").status()).isEqualTo(404);
        assertThat(as(stranger).post(GRANTS + released + "/revoke").status()).isEqualTo(404);
        assertThat(as(Acme.OWNER).post(GRANTS + released + "/release").status()).isEqualTo(403);
        assertThat(as(Acme.AUDITOR).post(GRANTS + released + "/revoke").status())
                .isEqualTo(403);
        assertThat(as(person).post(GRANTS + released + "/revoke").status()).isEqualTo(403);
        assertThat(as(Acme.OWNER)
                        .post(GRANTS + released + "/extend", Map.of("duration", "PT1M", "justification", "longer"))
                        .status())
                .isEqualTo(403);
        assertThat(as(person).post(GRANTS + released + "/release").status()).isEqualTo(202);
        assertThat(as(Acme.OWNER).post(GRANTS + revoked + "/revoke").status()).isEqualTo(202);
        assertThat(as(person).get(GRANTS + released).json().path("endReason").asString())
                .isEqualTo("RELEASED");
        assertThat(as(Acme.AUDITOR).get(GRANTS + revoked).json().path("endedBy").asString())
                .isEqualTo(Acme.OWNER);
    }

    @Test
    void anExtensionIsANewRequestOfTheHolder() {
        String grant = grantOf(granted(person, "payments", "write", "PT5M"));

        Response asked = as(person)
                .post(GRANTS + grant + "/extend", Map.of("duration", "PT1M", "justification", "The job is not done"));
        Response tooLong = as(person)
                .post(
                        GRANTS + grant + "/extend",
                        Map.of("duration", "PT719H59M", "justification", "The job is not done"));

        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        assertThat(asked.json().path("extendsGrant").asString()).isEqualTo(grant);
        assertThat(asked.header("Location"))
                .isEqualTo(REQUESTS + asked.json().path("id").asString());
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.json().path("field").asString()).isEqualTo("duration");
    }

    @Test
    void listsShowWhatOneMaySee() {
        String request = waiting();

        assertThat(ids(as(person), "/api/v1/requests")).contains(request);
        assertThat(ids(as(colleague), "/api/v1/requests")).isEmpty();
        assertThat(ids(as(Acme.OWNER), "/api/v1/requests?requester=" + person)).containsExactly(request);
        assertThat(ids(as(Acme.AUDITOR), "/api/v1/requests?requester=" + person))
                .containsExactly(request);
        assertThat(ids(as(Acme.OWNER), "/api/v1/requests?assignedTo=me&requester=" + person))
                .containsExactly(request);
        assertThat(ids(as(person), "/api/v1/requests?assignedTo=me")).isEmpty();
        assertThat(ids(as(Acme.AUDITOR), "/api/v1/requests?assignedTo=me")).isEmpty();
    }

    private static List<String> ids(ApiClient client, String path) {
        return client.get(path)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    @Test
    void theTrailIsForAuditorsAndAdministratorsAndOnesOwnEventsForOneself() {
        String request = waiting();

        for (String path : List.of("/api/v1/audit", "/api/v1/audit/export", "/api/v1/audit/verify")) {
            assertThat(as(person).get(path).status()).isEqualTo(403);
            assertThat(as(Acme.OWNER).get(path).status()).isEqualTo(403);
            assertThat(as(Acme.AUDITOR).get(path).status()).isEqualTo(200);
        }
        assertThat(as(person).get(REQUESTS + request + "/events").text()).contains("request.submitted");
    }

    @Test
    void colleaguesManagersAndAdministratorsAskForOthersAndNobodyElse() {
        Map<String, Object> body = new HashMap<>(request("payments", "write", "PT2M"));
        body.put("onBehalfOf", person);

        Response colleagues = as(colleague).post("/api/v1/requests", body);
        assertThat(colleagues.status()).isEqualTo(202);
        assertThat(colleagues.json().path("beneficiary").asString()).isEqualTo(person);
        assertThat(as(Acme.MANAGER).post("/api/v1/requests", body).status()).isEqualTo(202);
        assertThat(as(Acme.ADMINISTRATOR).post("/api/v1/requests", body).status())
                .isEqualTo(202);
        Response refused = as(Acme.SECURITY).post("/api/v1/requests", body);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("field").asString()).isEqualTo("onBehalfOf");
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
