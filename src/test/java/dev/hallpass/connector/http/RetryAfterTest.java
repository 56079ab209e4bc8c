package dev.hallpass.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void secondsAreRead() {
        assertThat(retryAfter("120")).contains(Duration.ofMinutes(2));
        assertThat(retryAfter("0")).contains(Duration.ZERO);
    }

    @Test
    void aDateIsRead() {
        assertThat(retryAfter("Tue, 24 Nov 2026 10:00:30 GMT")).contains(Duration.ofSeconds(30));
    }

    @Test
    void aDateThatIsPastMeansNow() {
        assertThat(retryAfter("Tue, 24 Nov 2026 09:00:00 GMT")).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999", "٣"})
    void nonsenseIsNoPause(String value) {
        assertThat(retryAfter(value)).isEmpty();
    }

    @Test
    void theBackOffDoublesAndStaysWithinItsBounds() {
        RetryPolicy policy = new RetryPolicy(5, Duration.ofSeconds(20), Duration.ofMillis(100));

        for (int attempt = 1; attempt <= 60; attempt++) {
            Duration longest = Duration.ofMillis(100L << Math.min(attempt - 1, 10));
            assertThat(policy.pauseAfter(attempt)).isBetween(Duration.ZERO, longest);
        }
    }

    private static Optional<Duration> retryAfter(String value) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Retry-After", List.of(value)), (name, content) -> true);
        return RetryAfter.of(new Answer(429, headers, new byte[0]), NOW);
    }
}
