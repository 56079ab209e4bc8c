package dev.hallpass.embedded.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FaultsTest extends StandInHttpTest {

    @Test
    void aFaultHitsAsManyMatchingCallsAsItSays() throws IOException, InterruptedException {
        control.fault("{\"method\":\"PUT\",\"path\":\"payments-api\",\"count\":1,\"status\":503}");

        assertThat(get(PAYMENTS + "557058:ada").statusCode()).isEqualTo(200);
        HttpResponse<String> hit = put(PAYMENTS + "557058:ken", permission("read"));
        HttpResponse<String> after = put(PAYMENTS + "557058:ken", permission("write"));

        assertThat(hit.statusCode()).isEqualTo(503);
        assertThat(hit.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(after.statusCode()).isEqualTo(200);
    }

    @Test
    void aFaultWithoutCountStaysUntilItIsCleared() throws IOException, InterruptedException {
        control.fault("{\"status\":500}");
        assertThat(get("/user").statusCode()).isEqualTo(500);
        assertThat(get("/user").statusCode()).isEqualTo(500);

        control.clearFaults();

        assertThat(get("/user").statusCode()).isEqualTo(200);
    }

    @Test
    void a429IsPlainTextWithoutRetryAfterUnlessItIsAskedFor() throws IOException, InterruptedException {
        control.fault("{\"count\":1,\"status\":429}");
        control.fault("{\"count\":1,\"status\":429,\"headers\":{\"Retry-After\":\"7\"}}");

        HttpResponse<String> plain = get("/user");
        HttpResponse<String> withHeader = get("/user");

        assertThat(plain.body()).isEqualTo("Rate limit for this resource has been exceeded");
        assertThat(plain.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(plain.headers().firstValue("Retry-After")).isEmpty();
        assertThat(withHeader.headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void aBrokenConnectionLeavesTheChangeDoneOrNot() {
        control.fault("{\"method\":\"PUT\",\"count\":1,\"reset\":\"BEFORE\"}");
        assertThatThrownBy(() -> put(PAYMENTS + "557058:ken", permission("read")))
                .isInstanceOf(IOException.class);
        assertThat(control.explicit("payments-api", "557058:ken")).isEqualTo("none");

        control.fault("{\"method\":\"PUT\",\"count\":1,\"reset\":\"AFTER\"}");
        assertThatThrownBy(() -> put(PAYMENTS + "557058:ken", permission("read")))
                .isInstanceOf(IOException.class);
        assertThat(control.explicit("payments-api", "557058:ken")).isEqualTo("read");
    }

    @Test
    void aLateWriteHasItsEffectAfterThoseThatCameLater() throws IOException, InterruptedException {
        control.fault("{\"method\":\"PUT\",\"count\":1,\"status\":503,\"lateMillis\":700}");

        assertThat(put(PAYMENTS + "557058:ken", permission("read")).statusCode())
                .isEqualTo(503);
        assertThat(put(PAYMENTS + "557058:ken", permission("write")).statusCode())
                .isEqualTo(200);

        assertThat(control.explicit("payments-api", "557058:ken")).isEqualTo("write");
        assertThat(control.call("GET", "late-writes", "").path("pending").asInt())
                .isEqualTo(1);
        Awaitility.await()
                .untilAsserted(() -> assertThat(control.explicit("payments-api", "557058:ken"))
                        .isEqualTo("read"));
        Awaitility.await()
                .untilAsserted(() -> assertThat(control.call("GET", "late-writes", "")
                                .path("pending")
                                .asInt())
                        .isZero());
    }

    @Test
    void aDelayIsWaitedFor() throws IOException, InterruptedException {
        control.fault("{\"count\":1,\"delayMillis\":300}");
        long start = System.nanoTime();

        assertThat(get("/user").statusCode()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void staleReadsShowThePastForAWhile() throws IOException, InterruptedException {
        String effective = "/workspaces/acme/permissions/repositories/payments-api?q=user.nickname%3D%22ken%22";
        control.fault("{\"method\":\"GET\",\"staleSeconds\":1}");

        put(PAYMENTS + "557058:ken", permission("read"));
        put(PAYMENTS + "557058:ken", permission("write"));

        assertThat(json(get(PAYMENTS + "557058:ken")).path("permission").asString())
                .isEqualTo("none");
        assertThat(json(get(effective)).path("values").size()).isZero();
        assertThat(control.explicit("payments-api", "557058:ken")).isEqualTo("write");
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(json(get(PAYMENTS + "557058:ken"))
                                .path("permission")
                                .asString())
                        .isEqualTo("write"));
    }

    @Test
    void theJournalKnowsEveryCall() throws IOException, InterruptedException {
        control.fault("{\"method\":\"DELETE\",\"status\":500}");
        get(PAYMENTS + "557058:ada?x=1");
        delete(PAYMENTS + "557058:ada");

        JsonNode read = control.requests().getFirst();
        JsonNode deleted = control.requests().getLast();

        assertThat(read.path("path").asString()).isEqualTo("/2.0" + PAYMENTS + "557058:ada?x=1");
        assertThat(read.path("fault").asBoolean()).isFalse();
        assertThat(deleted.path("status").asInt()).isEqualTo(500);
        assertThat(deleted.path("fault").asBoolean()).isTrue();
    }

    @Test
    void theRateLimitCountsCallsOfRepositoriesByUser() throws IOException, InterruptedException {
        control.limitCallsPerHour(2);
        String ada = basic("ada@acme.example", "ada-token");

        get("/repositories/acme");
        get("/repositories/acme");
        HttpResponse<String> beyond = get("/repositories/acme");

        assertThat(beyond.statusCode()).isEqualTo(429);
        assertThat(beyond.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(get("/workspaces/acme/members").statusCode()).isEqualTo(200);
        assertThat(send(ada, "GET", "/repositories/acme", null).statusCode()).isEqualTo(200);
    }

    @Test
    void aResetBringsBackTheSeed() throws IOException, InterruptedException {
        put(PAYMENTS + "557058:ken", permission("admin"));
        delete(PAYMENTS + "557058:ada");
        control.deleteUser("557058:linus");
        control.renameRepository("web-shop", "shop");
        control.fault("{\"status\":500}");

        control.reset();

        assertThat(control.explicit("payments-api", "557058:ken")).isEqualTo("none");
        assertThat(control.explicit("payments-api", "557058:ada")).isEqualTo("read");
        assertThat(control.effective("secrets-vault", "557058:linus")).isEqualTo("write");
        assertThat(get("/repositories/acme/web-shop").statusCode()).isEqualTo(200);
        assertThat(control.state().path("faults").size()).isZero();
    }

    @Test
    void theControlEndpointRefusesNonsense() throws IOException, InterruptedException {
        String root = standIn.baseUrl().resolve("/_control/").toString();

        assertThat(send(null, "POST", root + "faults", "{\"sttus\":500}").statusCode())
                .isEqualTo(400);
        assertThat(send(null, "POST", root + "faults", "{\"path\":\"(\"}").statusCode())
                .isEqualTo(400);
        assertThat(send(null, "PUT", root + "permissions", "{\"repository\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(null, "DELETE", root + "faults/1000", null).statusCode())
                .isEqualTo(404);
        assertThat(send(null, "GET", root + "nothing", null).statusCode()).isEqualTo(404);
    }
}
