package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may do what to what they see. */
class AuthorizationTest extends HallpassTest {

    private static final String REQUESTS = "/api/v1/requests/";
    private static final String GRANTS = "/api/v1/grants/";

    private final String person = engineer();
    private final String colleague = engineer();

    private String waiting() {
        String request = ask(person, "payments", "write", "PT5M");
        awaitStep(request, 0);
        return request;
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
}
