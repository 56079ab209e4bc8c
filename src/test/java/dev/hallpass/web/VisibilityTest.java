package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who sees what; what one does not see does not exist. */
class VisibilityTest extends HallpassTest {

    private static final String REQUESTS = "/api/v1/requests/";

    private final String person = engineer();
    private final String colleague = engineer();

    private String waiting() {
        String request = ask(person, "payments", "write", "PT5M");
        awaitStep(request, 0);
        return request;
    }

    @Test
    void figuresAreForAuditorsAndAdministrators() {
        assertThat(as(person).get("/actuator/prometheus").status()).isEqualTo(403);
        assertThat(as(Acme.AUDITOR).get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(as(Acme.ADMINISTRATOR).get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(as(Acme.ADMINISTRATOR).get("/actuator/env").status()).isEqualTo(403);
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

    private static List<String> ids(ApiClient client, String path) {
        return client.get(path)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }
}
