package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateBudgetTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T10:00:00.250Z"));

    @Test
    void allCallsOfTheHourMayBeMadeAtOnce() {
        RateBudget budget = new RateBudget(3, clock);

        assertThat(List.of(budget.take(false), budget.take(false), budget.take(false)))
                .containsOnly(Optional.empty());
        assertThat(budget.remaining()).isZero();
    }

    @Test
    void theNextCallIsFreeAnHourAfterTheFirst() {
        RateBudget budget = new RateBudget(1, clock);
        budget.take(false);
        clock.advance(Duration.ofMinutes(20));

        Duration untilFree = budget.take(false).orElseThrow();

        assertThat(untilFree)
                .isBetween(Duration.ofMinutes(40), Duration.ofMinutes(40).plusSeconds(1));
        clock.advance(untilFree);
        assertThat(budget.take(false)).isEmpty();
    }

    @Test
    void aLongSilenceGivesEverythingBack() {
        RateBudget budget = new RateBudget(2, clock);
        budget.take(false);
        budget.take(false);
        clock.advance(Duration.ofDays(3));

        assertThat(budget.remaining()).isEqualTo(2);
    }

    @Test
    void aClockThatGoesBackGivesNothingBack() {
        RateBudget budget = new RateBudget(1, clock);
        budget.take(false);
        clock.advance(Duration.ofMinutes(-90));

        assertThat(budget.take(false)).isPresent();
    }

    @Test
    void backgroundCallsStopAtThreeQuarters() {
        RateBudget budget = new RateBudget(4, clock);
        for (int call = 0; call < 3; call++) {
            assertThat(budget.take(true)).isEmpty();
        }

        assertThat(budget.take(true)).isPresent();
        assertThat(budget.take(false)).isEmpty();
        assertThat(budget.take(false)).isPresent();
    }

    @Test
    void aBudgetOfNothingIsRefused() {
        assertThatThrownBy(() -> new RateBudget(0, clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("calls-per-hour");
    }

    @Property(tries = 200)
    void neverMoreThanTheBudgetInAnyHour(
            @ForAll @IntRange(min = 1, max = 20) int callsPerHour,
            @ForAll @Size(min = 1, max = 150) List<@IntRange(min = 0, max = 900) Integer> gaps) {
        SettableClock time = new SettableClock(Instant.parse("2026-11-24T10:00:00.999Z"));
        RateBudget budget = new RateBudget(callsPerHour, time);
        Deque<Instant> made = new ArrayDeque<>();

        for (int seconds : gaps) {
            time.advance(Duration.ofSeconds(seconds));
            Optional<Duration> untilFree = budget.take(false);
            if (untilFree.isEmpty()) {
                made.addLast(time.instant());
                Instant hourAgo = time.instant().minus(Duration.ofHours(1));
                while (!made.getFirst().isAfter(hourAgo)) {
                    made.removeFirst();
                }
                assertThat(made).hasSizeLessThanOrEqualTo(callsPerHour);
            } else {
                assertThat(untilFree.get()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(3601));
                assertThat(budget.remaining()).isZero();
            }
        }
    }

    @Property(tries = 200)
    void theCallIsFreeWhenTheBudgetSaidSo(
            @ForAll @IntRange(min = 1, max = 10) int callsPerHour,
            @ForAll @Size(min = 10, max = 40) List<@IntRange(min = 0, max = 300) Integer> gaps) {
        SettableClock time = new SettableClock(Instant.parse("2026-11-24T10:00:00.001Z"));
        RateBudget budget = new RateBudget(callsPerHour, time);

        for (int seconds : gaps) {
            time.advance(Duration.ofSeconds(seconds));
            budget.take(false).ifPresent(untilFree -> {
                time.advance(untilFree);
                assertThat(budget.take(false)).isEmpty();
            });
        }
    }

    private static final class SettableClock extends Clock {

        private Instant now;

        SettableClock(Instant now) {
            this.now = now;
        }

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
