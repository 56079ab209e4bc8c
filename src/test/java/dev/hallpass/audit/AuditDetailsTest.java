package dev.hallpass.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes with an event can be kept, and means one thing only. */
class AuditDetailsTest extends AuditTest {

    @Test
    void textsThatNeitherDatabaseNorJsonCanCarryAreRecordedAllTheSame() {
        record(event("a\0da").forPrincipal("half \uD83D").with("comment", "\uDD11 \0 \uD83D\uDD11"));
        trail().seal();

        AuditRecord stored = latest();
        assertThat(stored.actor()).isEqualTo("a\uFFFDda");
        assertThat(stored.principal()).isEqualTo("half \uFFFD");
        assertThat(stored.details()).containsEntry("comment", "\uFFFD \uFFFD \uD83D\uDD11");
        assertThat(trail().verify().intact()).isTrue();
    }

    /** As a JSON number 2^53 + 1 would have the hash of 2^53. */
    @ParameterizedTest
    @ValueSource(longs = {9_007_199_254_740_992L, -9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE})
    void aNumberTooLargeToBeExactIsText(long number) {
        record(event("ada").with("key", number));

        assertThat(latest().details()).containsEntry("key", Long.toString(number));
    }

    @Test
    void exactNumbersStayNumbers() {
        record(event("ada")
                .with("largest", 9_007_199_254_740_991L)
                .with("smallest", -9_007_199_254_740_991L)
                .with("small", 3)
                .with("half", 0.5));

        assertThat(latest().details())
                .containsEntry("largest", 9_007_199_254_740_991L)
                .containsEntry("smallest", -9_007_199_254_740_991L)
                .containsEntry("small", 3)
                .containsEntry("half", 0.5);
    }

    @Test
    void everythingElseIsTextOrMadeOfIt() {
        record(event("ada")
                .with("groups", new LinkedHashSet<>(List.of("security", "engineering")))
                .with("route", List.of("Owner", "Security"))
                .with("type", AuditEventType.GRANT_ENDED)
                .with("for", Duration.ofHours(2))
                .with("until", Instant.parse("2026-03-02T11:00:00Z"))
                .with("none", Double.NaN)
                .with("facts", Map.of("onCall", true, "level", Map.of("is", "write"))));

        assertThat(latest().details())
                .as("a set has no order of its own")
                .containsEntry("groups", List.of("engineering", "security"))
                .containsEntry("route", List.of("Owner", "Security"))
                .containsEntry("type", "GRANT_ENDED")
                .containsEntry("for", "PT2H")
                .containsEntry("until", "2026-03-02T11:00:00Z")
                .containsEntry("none", "NaN")
                .containsEntry("facts", Map.of("onCall", true, "level", Map.of("is", "write")));
    }
}
