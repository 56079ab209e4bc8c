package dev.hallpass.embedded.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RandomFaultsTest extends StandInHttpTest {

    private static final String HALF =
            "{\"seed\":%d,\"tooManyRequests\":0.3,\"serverErrorBefore\":0.2,\"path\":\"/user\"}";

    private List<Integer> statuses(int calls) throws IOException, InterruptedException {
        List<Integer> statuses = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            statuses.add(get("/user").statusCode());
        }
        return statuses;
    }

    @Test
    void theSameSeedAndCallsAreHitTheSame() throws IOException, InterruptedException {
        control.call("PUT", "random-faults", HALF.formatted(42));
        List<Integer> first = statuses(100);
        control.call("PUT", "random-faults", HALF.formatted(42));
        List<Integer> again = statuses(100);
        control.call("PUT", "random-faults", HALF.formatted(43));

        assertThat(again).isEqualTo(first);
        assertThat(statuses(100)).isNotEqualTo(first);
    }

    @Test
    void hitsAreCountedAndAboutAsManyAsTheParts() throws IOException, InterruptedException {
        control.call("PUT", "random-faults", HALF.formatted(42));
        List<Integer> statuses = statuses(400);

        JsonNode hits = control.call("GET", "random-faults", "").path("hits");

        assertThat(hits.path("TOO_MANY_REQUESTS").asLong())
                .isEqualTo(statuses.stream().filter(status -> status == 429).count())
                .isBetween(80L, 160L);
        assertThat(hits.path("SERVER_ERROR_BEFORE").asLong())
                .isEqualTo(statuses.stream().filter(status -> status >= 500).count())
                .isBetween(45L, 115L);
        assertThat(hits.path("RESET_AFTER").asLong(-1)).isZero();
    }

    @Test
    void otherCallsAndThoseAfterTheEndAreLeftAlone() throws IOException, InterruptedException {
        control.call("PUT", "random-faults", "{\"seed\":1,\"tooManyRequests\":1,\"path\":\"/user\"}");
        assertThat(get("/repositories/acme").statusCode()).isEqualTo(200);
        assertThat(statuses(3)).containsOnly(429);

        control.call("DELETE", "random-faults", "");

        assertThat(statuses(3)).containsOnly(200);
    }

    @Test
    void anErrorAfterTheCallLeavesItsEffect() throws IOException, InterruptedException {
        control.call("PUT", "random-faults", "{\"seed\":1,\"serverErrorAfter\":1}");
        assertThat(put(PAYMENTS + "557058:ken", permission("read")).statusCode())
                .isGreaterThanOrEqualTo(500);
        assertThat(control.explicit("payments-api", "557058:ken")).isEqualTo("read");

        control.call("PUT", "random-faults", "{\"seed\":1,\"serverErrorBefore\":1}");
        assertThat(put(PAYMENTS + "557058:ken", permission("write")).statusCode())
                .isGreaterThanOrEqualTo(500);
        assertThat(control.explicit("payments-api", "557058:ken")).isEqualTo("read");
    }

    @Test
    void partsOfMoreThanAllAreRefused() throws IOException, InterruptedException {
        String address = standIn.baseUrl().resolve("/_control/random-faults").toString();

        for (String parts : List.of(
                "{\"tooManyRequests\":0.6,\"resetAfter\":0.5}", "{\"tooManyRequests\":-0.1}", "{\"staleRead\":1.1}")) {
            assertThat(send(null, "PUT", address, parts).statusCode()).as(parts).isEqualTo(400);
        }
    }
}
