package dev.hallpass.connector.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the Retry-After header (RFC 9110, 10.2.3): seconds, or a date. */
final class RetryAfter {

    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /** The pause that the answer asks for; empty if it asks for none, or for nonsense. */
    static Optional<Duration> of(Answer answer, Instant now) {
        return answer.headers().firstValue("Retry-After").flatMap(value -> parse(value.strip(), now));
    }

    private static Optional<Duration> parse(String value, Instant now) {
        if (!value.isEmpty() && value.length() <= MOST_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
