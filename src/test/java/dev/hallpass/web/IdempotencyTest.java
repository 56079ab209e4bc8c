package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A call made again with the same key has its effect once, however it is repeated. */
class IdempotencyTest extends HallpassTest {

    private static final String REQUESTS = "/api/v1/requests";

    private final String person = engineer();
    private final String key = UUID.randomUUID().toString();

    private ApiClient withKey() {
        return as(person).with("Idempotency-Key", key);
    }

    private long requestsStored() {
        return database()
                .sql("select count(*) from access_request where requester = ?")
                .param(person)
                .query(Long.class)
                .single();
    }

    @Test
    void theSameKeyGetsTheSameAnswerAndOneRequest() {
        Response first = withKey().post(REQUESTS, request("payments", "write", "PT2M"));
        Response again = withKey().post(REQUESTS, request("payments", "write", "PT2M"));

        assertThat(first.status()).as(first.text()).isEqualTo(202);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location")).isNotEmpty();
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(requestsStored()).isOne();
    }

    @Test
    void callsAtTheSameInstantWithTheSameKeyMakeOneRequest() throws Exception {
        List<Callable<Response>> calls = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            calls.add(() -> withKey().post(REQUESTS, request("payments", "write", "PT2M")));
        }
        List<Response> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Response> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(202));
        assertThat(answers)
                .extracting(Response::text)
                .containsOnly(answers.getFirst().text());
        assertThat(answers.stream()
                        .filter(answer -> answer.header("Idempotent-Replayed").isEmpty()))
                .hasSize(1);
        assertThat(requestsStored()).isOne();
    }

    @Test
    void theSameKeyForAnotherBodyIsRefused() {
        withKey().post(REQUESTS, request("payments", "write", "PT2M"));

        Response other = withKey().post(REQUESTS, request("payments", "write", "PT3M"));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("type").asString()).endsWith("/idempotency-key-reused");
        assertThat(other.json().path("field").asString()).isEqualTo("Idempotency-Key");
        assertThat(requestsStored()).isOne();
    }

    @Test
    void theSameKeyForAnotherAddressIsRefused() {
        Response first = withKey().post(REQUESTS, request("payments", "write", "PT2M"));

        Response other = withKey().post(REQUESTS + "/" + first.json().path("id").asString() + "/cancel");

        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void aCallThatFailedLeavesItsKeyFree() {
        String request = ask(person, "payments", "write", "PT2M");
        awaitStep(request, 0);
        approve(Acme.OWNER, request, 0);
        awaitState(request, "ACTIVE");
        Response refused = withKey().post(REQUESTS + "/" + request + "/cancel");

        Response other = withKey().post(REQUESTS, request("ledger", "write", "PT2M"));

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(other.status()).as(other.text()).isEqualTo(202);
    }

    @Test
    void theSameKeyOfTwoPeopleIsTwoKeys() {
        String somebodyElse = engineer();
        withKey().post(REQUESTS, request("payments", "write", "PT2M"));

        Response other =
                as(somebodyElse).with("Idempotency-Key", key).post(REQUESTS, request("payments", "write", "PT2M"));

        assertThat(other.status()).isEqualTo(202);
        assertThat(other.json().path("requester").asString()).isEqualTo(somebodyElse);
    }

    @Test
    void aDecisionMadeTwiceWithTheSameKeyIsAnsweredTheSame() {
        String request = ask(person, "payments", "write", "PT2M");
        awaitStep(request, 0);
        ApiClient owner = as(Acme.OWNER).with("Idempotency-Key", key);
        String path = "%s/%s/decisions".formatted(REQUESTS, request);

        Response first = owner.post(path, Map.of("decision", "DENY"));
        Response again = owner.post(path, Map.of("decision", "DENY"));
        Response withoutKey = as(Acme.OWNER).post(path, Map.of("decision", "DENY"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(withoutKey.status()).isEqualTo(409);
        assertThat(look(request).path("decisions").size()).isOne();
    }

    @Test
    void aKeyThatIsNoneIsNamed() {
        for (String wrong : List.of("a b", "x".repeat(129))) {
            Response refused =
                    as(person).with("Idempotency-Key", wrong).post(REQUESTS, request("payments", "write", "PT2M"));

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().path("field").asString()).isEqualTo("Idempotency-Key");
        }
        assertThat(requestsStored()).isZero();
    }

    @Test
    void oldKeysAreForgotten() {
        withKey().post(REQUESTS, request("payments", "write", "PT2M"));
        database()
                .sql("update idempotency_key set created_at = created_at - interval '25 hours' where key = ?")
                .param(key)
                .update();

        stack().bean(IdempotencyKeys.class).forgetOld();

        assertThat(database()
                        .sql("select count(*) from idempotency_key where key = ?")
                        .param(key)
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
