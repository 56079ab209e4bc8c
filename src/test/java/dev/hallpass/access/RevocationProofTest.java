package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An empty answer proves that a permission is gone only if the same question was answered while it was there. */
class RevocationProofTest extends AccessTest {

    private static final String FORGOTTEN =
            "{\"method\":\"DELETE\",\"path\":\"%s\",\"count\":1,\"status\":204,\"body\":\"\"}";

    private static void effectiveReadingsFindNobody() {
        fault(
                "{\"method\":\"GET\",\"path\":\"%s\",\"status\":200,\"contentType\":\"application/json\",\"body\":\"{\\\"values\\\":[],\\\"pagelen\\\":100}\"}"
                        .formatted(EFFECTIVE));
    }

    private static List<String> methodsSince(int before) {
        List<JsonNode> calls = context.bitbucket().requests();
        return calls.subList(before, calls.size()).stream()
                .map(call -> call.path("method").asString())
                .toList();
    }

    @Test
    void whereTheQuestionWasNeverAnsweredTheOwnPermissionIsReadToo() {
        effectiveReadingsFindNobody();
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        fault(FORGOTTEN.formatted(EXPLICIT));
        pass(HOUR);

        assertThatThrownBy(() -> grants().takeBack(grant.request()))
                .as("the removal had no effect")
                .isInstanceOf(AccessDelayedException.class);

        assertThat(explicit("ada")).isEqualTo("write");
        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class);
        assertThat(explicit("ada")).isEqualTo("none");
    }

    @Test
    void whereItWasAnsweredTheCallIsSaved() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        pass(HOUR);
        int before = context.bitbucket().requests().size();

        grants().takeBack(grant.request());

        assertOver(grant.request());
        assertThat(methodsSince(before)).containsExactly("GET", "DELETE", "GET");
    }

    @Test
    void anAnswerFromBeforeTheLastWriteIsNone() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        pass(HOUR);
        fault("{\"method\":\"DELETE\",\"path\":\"%s\",\"count\":1,\"status\":503}".formatted(EXPLICIT));
        assertThatThrownBy(() -> grants().takeBack(grant.request())).isInstanceOf(AccessDelayedException.class);
        int before = context.bitbucket().requests().size();

        grants().takeBack(grant.request());

        assertOver(grant.request());
        assertThat(methodsSince(before)).containsExactly("GET", "DELETE", "GET", "GET");
    }
}
