package dev.hallpass.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Invariant 6: repeats of a call, a job, a click or a message do not double. */
class OneRequestOneEffectTest extends HallpassTest {

    @Test
    void theSameIdempotencyKeyGivesTheSameRequest() {
        ApiClient ada = as(engineer()).with("Idempotency-Key", UUID.randomUUID().toString());

        ApiClient.Response first = ada.post("/api/v1/requests", request("service-6", "write", "PT1H"));
        ApiClient.Response second = ada.post("/api/v1/requests", request("service-6", "write", "PT1H"));

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void theSameIdempotencyKeyAtTheSameInstantGivesOneRequest() throws Exception {
        String person = engineer();
        ApiClient ada = as(person).with("Idempotency-Key", UUID.randomUUID().toString());

        List<ApiClient.Response> answers =
                atOnce(8, () -> ada.post("/api/v1/requests", request("service-6", "write", "PT1H")));

        assertThat(answers).extracting(ApiClient.Response::status).containsOnly(202);
        assertThat(answers.stream()
                        .map(answer -> answer.json().path("id").asString())
                        .distinct())
                .hasSize(1);
        assertThat(requestsOf(person)).isEqualTo(1);
    }

    @Test
    void anIdempotencyKeyCannotBeUsedForSomethingElse() {
        ApiClient ada = as(engineer()).with("Idempotency-Key", UUID.randomUUID().toString());
        ada.post("/api/v1/requests", request("service-6", "write", "PT1H"));

        assertThat(ada.post("/api/v1/requests", request("service-6", "read", "PT1H"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aDoubleClickOnApproveDecidesOnce() throws Exception {
        String request = ask(engineer(), "service-6", "write", "PT1H");
        awaitStep(request, 0);

        List<ApiClient.Response> answers = atOnce(2, () -> decide(Acme.OWNER, request, "APPROVE"));

        assertThat(answers)
                .extracting(ApiClient.Response::status)
                .filteredOn(status -> status < 300)
                .hasSize(1);
        assertThat(look(request).path("decisions").size()).isEqualTo(1);
    }

    @Test
    void ofTwoApproversAtTheSameInstantOneDecidesAndTheOtherIsTold() throws Exception {
        String request = ask(engineer(), "service-6", "write", "PT1H");
        awaitStep(request, 0);
        List<String> approvers = new ArrayList<>(List.of(Acme.OWNER, Acme.MANAGER));

        List<ApiClient.Response> answers = atOnce(2, () -> {
            String approver;
            synchronized (approvers) {
                approver = approvers.removeFirst();
            }
            return decide(approver, request, "APPROVE");
        });

        assertThat(answers)
                .extracting(ApiClient.Response::status)
                .filteredOn(status -> status < 300)
                .hasSize(1);
        assertThat(answers)
                .extracting(ApiClient.Response::status)
                .filteredOn(status -> status == 409)
                .hasSize(1);
        awaitState(request, "ACTIVE");
        assertThat(grantsOf(request)).isEqualTo(1);
    }

    @Test
    void aProcessStartedTwiceForOneRequestGrantsOnce() {
        String ada = engineer();
        String request = ask(ada, "service-6", "write", "PT1H");
        awaitStep(request, 0);

        for (int i = 0; i < 3; i++) {
            stack().engine()
                    .newPublishMessageCommand()
                    .messageName("access-request-submitted")
                    .correlationKey(request)
                    .timeToLive(Duration.ofSeconds(5))
                    .variables(Map.of("requestId", request))
                    .send()
                    .join();
        }
        approve(Acme.OWNER, request, 0);
        awaitState(request, "ACTIVE");

        assertThat(grantsOf(request)).isEqualTo(1);
        assertThat(look(request).path("route").size()).isEqualTo(1);
    }

    @Test
    void releasingTwiceEndsOnce() {
        String ada = engineer();
        String request = granted(ada, "service-6", "write", "PT1H");
        String grant = grantOf(request);

        as(ada).post("/api/v1/grants/%s/release".formatted(grant));
        as(ada).post("/api/v1/grants/%s/release".formatted(grant));
        awaitState(request, "ENDED");

        assertThat(database()
                        .sql("select count(*) from audit_event where request_id = ? and type = 'grant.ended'")
                        .param(UUID.fromString(request))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private long requestsOf(String person) {
        return database()
                .sql("select count(*) from access_request where requester = ?")
                .param(person)
                .query(Long.class)
                .single();
    }

    private long grantsOf(String request) {
        return database()
                .sql("select count(*) from access_grant where request_id = ?")
                .param(UUID.fromString(request))
                .query(Long.class)
                .single();
    }

    private static List<ApiClient.Response> atOnce(int times, Callable<ApiClient.Response> call) throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<ApiClient.Response>> calls = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                calls.add(call);
            }
            List<ApiClient.Response> answers = new ArrayList<>();
            for (Future<ApiClient.Response> answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
