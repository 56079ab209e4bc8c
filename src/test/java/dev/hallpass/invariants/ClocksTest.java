package dev.hallpass.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The three clocks of a request can be watched from outside. */
class ClocksTest extends HallpassTest {

    private static HallpassStack own;

    @BeforeAll
    static void startOwn() {
        own = HallpassStack.start(Map.of());
    }

    @AfterAll
    static void stopOwn() {
        own.close();
    }

    @Override
    protected HallpassStack stack() {
        return own;
    }

    @Test
    void eachClockOfARequestIsRecordedOnce() {
        String request = granted(engineer(), "service-9", "write", "PT2S");
        awaitState(request, "ENDED");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(recorded("expired_to_gone")).isEqualTo(1));
        assertThat(recorded("submitted_to_decided")).isEqualTo(1);
        assertThat(recorded("decided_to_active")).isEqualTo(1);
    }

    private double recorded(String clock) {
        String metrics = as(Acme.ADMINISTRATOR).get("/actuator/prometheus").text();
        assertThat(metrics).contains("hallpass_clock_" + clock + "_seconds_bucket");
        Matcher count = Pattern.compile("(?m)^hallpass_clock_" + clock + "_seconds_count(?:\\{[^}]*})? ([0-9.]+)$")
                .matcher(metrics);
        assertThat(count.find()).as(metrics).isTrue();
        return Double.parseDouble(count.group(1));
    }
}
