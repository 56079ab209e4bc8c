package dev.hallpass.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassTest;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** Invariant 5: nobody approves for themselves, nor for the one they asked on behalf of. */
class NobodyApprovesForThemselvesTest extends HallpassTest {

    @Test
    void anOwnerCannotApproveTheirOwnRequestThroughTheApi() {
        String request = ask(Acme.OWNER, "service-5", "write", "PT1H");
        awaitStep(request, 0);

        ApiClient.Response response = decide(Acme.OWNER, request, "APPROVE");

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.json().path("detail").asString()).contains("own request");
        assertThat(state(request)).isEqualTo("AWAITING_APPROVAL");
        as(Acme.OWNER).post("/api/v1/requests/%s/cancel".formatted(request));
    }

    @Test
    void nobodyApprovesForTheOneTheyAskedOnBehalfOfNorTheOneThemselves() {
        Map<String, Object> body = new HashMap<>(request("service-5", "write", "PT1H"));
        body.put("onBehalfOf", Acme.OWNER);
        String request = as(Acme.MANAGER)
                .post("/api/v1/requests", body)
                .json()
                .path("id")
                .asString();
        awaitStep(request, 0);

        assertThat(look(request)
                        .path("route")
                        .path(0)
                        .path("candidateGroups")
                        .path(0)
                        .asString())
                .as("both owners take part in the request, so others are asked")
                .isEqualTo("administrators");
        assertThat(decide(Acme.OWNER, request, "APPROVE").status()).isEqualTo(403);
        assertThat(decide(Acme.MANAGER, request, "APPROVE").status()).isEqualTo(403);
        as(Acme.MANAGER).post("/api/v1/requests/%s/cancel".formatted(request));
    }

    @Test
    void aUserTaskCompletedDirectlyByTheRequesterIsDenied() {
        String request = ask(Acme.OWNER, "service-5", "write", "PT1H");
        long task = userTask(request);

        assertThatThrownBy(() -> completeDirectly(task, Acme.OWNER, "APPROVE"))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("own request");

        assertThat(state(request)).isEqualTo("AWAITING_APPROVAL");
        assertThat(database()
                        .sql("select count(*) from audit_event where request_id = ? and type ="
                                + " 'approval.decision-refused'")
                        .param(UUID.fromString(request))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        as(Acme.OWNER).post("/api/v1/requests/%s/cancel".formatted(request));
    }

    @Test
    void aUserTaskCompletedDirectlyBySomebodyWhoIsNoApproverIsDenied() {
        String request = ask(engineer(), "service-5", "write", "PT1H");
        long task = userTask(request);

        assertThatThrownBy(() -> completeDirectly(task, engineer(), "APPROVE"))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("not among the approvers");

        assertThat(state(request)).isEqualTo("AWAITING_APPROVAL");
    }

    @Test
    void aUserTaskThatNobodyHasClaimedCannotBeCompleted() {
        String request = ask(engineer(), "service-5", "write", "PT1H");
        long task = userTask(request);

        assertThatThrownBy(() -> stack().engine()
                        .newCompleteUserTaskCommand(task)
                        .variables(Map.of("decision", "APPROVE"))
                        .send()
                        .join())
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("Claim the task first");
    }

    @Test
    void anApproverMayCompleteTheUserTaskInAnyClient() {
        String ada = engineer();
        String request = ask(ada, "service-5", "write", "PT3S");
        long task = userTask(request);

        completeDirectly(task, Acme.OWNER, "APPROVE");
        awaitState(request, "ENDED");

        assertThat(look(request).path("decisions").path(0).path("decidedBy").asString())
                .isEqualTo(Acme.OWNER);
    }

    @Test
    void onePersonDecidesOnlyOneStep() {
        String request = ask(engineer(), "service-11", "admin", "PT1H");
        approve(Acme.OWNER_IN_SECURITY, request, 0);
        awaitStep(request, 1);

        ApiClient.Response again = decide(Acme.OWNER_IN_SECURITY, request, "APPROVE");

        assertThat(again.status()).isEqualTo(403);
        assertThat(again.json().path("detail").asString())
                .as("as a member of security they would be asked")
                .contains("decides once in a request");
        assertThat(decide(Acme.SECURITY, request, "APPROVE").status()).isBetween(200, 202);
    }

    @Test
    void theDatabaseItselfRefusesADecisionOnOneself() {
        String request = ask(Acme.OWNER, "service-5", "write", "PT1H");
        awaitStep(request, 0);

        assertThatThrownBy(() ->
                        database().sql("""
                            insert into approval_decision (id, step_id, request_id, requester, beneficiary, decided_by,
                              verdict, decided_at)
                            select gen_random_uuid(), s.id, r.id, r.requester, r.beneficiary, r.requester, 'APPROVE',
                              now() from access_request r join approval_step s on s.request_id = r.id where r.id = ?
                            """).param(UUID.fromString(request)).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("nobody_decides_for_themselves");
        as(Acme.OWNER).post("/api/v1/requests/%s/cancel".formatted(request));
    }

    private long userTask(String request) {
        awaitStep(request, 0);
        await().atMost(SOON).until(() -> !userTasks(request).isEmpty());
        return userTasks(request).getFirst();
    }

    private List<Long> userTasks(String request) {
        return database()
                .sql("select user_task_key from approval_step where request_id = ? and user_task_key is not null")
                .param(UUID.fromString(request))
                .query(Long.class)
                .list();
    }

    private void completeDirectly(long task, String person, String decision) {
        CamundaClient engine = stack().engine();
        // The task's creation is finished a moment after Hallpass has recorded it.
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(ClientException.class)
                .until(() -> engine.newAssignUserTaskCommand(task)
                                .assignee(person)
                                .send()
                                .join()
                        != null);
        engine.newCompleteUserTaskCommand(task)
                .variables(Map.of("decision", decision))
                .send()
                .join();
    }
}
