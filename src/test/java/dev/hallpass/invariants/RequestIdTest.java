package dev.hallpass.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The id of a call to the API is on the call to Bitbucket that follows from it. */
class RequestIdTest extends HallpassTest {

    @Test
    void whatIsGivenByRuleCarriesTheIdOfTheSubmission() {
        String person = stack().acme().onCall();
        String id = callId("submit");

        ApiClient.Response asked =
                as(person).with("X-Request-Id", id).post("/api/v1/requests", request("ledger", "write", "PT1H"));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        awaitState(asked.json().path("id").asString(), "ACTIVE");

        assertThat(idsOf("PUT", person)).containsOnly(id);
    }

    @Test
    void whatIsGivenByApprovalCarriesTheIdOfTheDecision() {
        String person = engineer();
        String request = ask(person, "service-8", "write", "PT1H");
        String id = callId("approve");

        approveAs(request, id);

        assertThat(idsOf("PUT", person)).containsOnly(id);
    }

    @Test
    void whatIsReleasedCarriesTheIdOfTheRelease() {
        String person = engineer();
        String request = granted(person, "service-8", "write", "PT1H");
        String id = callId("release");

        ApiClient.Response released =
                as(person).with("X-Request-Id", id).post("/api/v1/grants/%s/release".formatted(grantOf(request)));
        assertThat(released.status()).as(released.text()).isBetween(200, 202);
        awaitState(request, "ENDED");

        assertThat(idsOf("DELETE", person)).containsOnly(id);
    }

    @Test
    void whatIsRevokedCarriesTheIdOfTheRevocation() {
        String person = engineer();
        String request = granted(person, "service-8", "write", "PT1H");
        String id = callId("revoke");

        ApiClient.Response revoked = as(Acme.ADMINISTRATOR)
                .with("X-Request-Id", id)
                .post("/api/v1/grants/%s/revoke".formatted(grantOf(request)), Map.of("reason", "No longer needed"));
        assertThat(revoked.status()).as(revoked.text()).isBetween(200, 202);
        awaitState(request, "ENDED");

        assertThat(idsOf("DELETE", person)).containsOnly(id);
    }

    private void approveAs(String request, String id) {
        awaitStep(request, 0);
        ApiClient.Response decided = as(Acme.OWNER)
                .with("X-Request-Id", id)
                .post("/api/v1/requests/%s/decisions".formatted(request), Map.of("decision", "APPROVE"));
        assertThat(decided.status()).as(decided.text()).isBetween(200, 202);
        awaitState(request, "ACTIVE");
    }

    private static String callId(String of) {
        return of + "+" + UUID.randomUUID() + "=";
    }

    /** The ids on the calls that wrote a person's permission. */
    private List<String> idsOf(String method, String person) {
        return bitbucket()
                .calls("permissions-config/users/%s$".formatted(Acme.account(person)))
                .valueStream()
                .filter(call -> call.path("method").asString().equals(method))
                .map(call -> call.path("requestId").asString("none"))
                .toList();
    }
}
