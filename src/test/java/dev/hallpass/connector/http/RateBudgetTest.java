package dev.hallpass.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.BudgetShares;
import dev.hallpass.connector.Urgency;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
        RateBudget budget = budget(3, clock);

        assertThat(List.of(
                        budget.take(Urgency.REVOCATION),
                        budget.take(Urgency.REVOCATION),
                        budget.take(Urgency.REVOCATION)))
                .containsOnly(Optional.empty());
        assertThat(budget.remaining()).isZero();
    }

    @Test
    void theNextCallIsFreeAnHourAfterTheFirst() {
        RateBudget budget = budget(1, clock);
        budget.take(Urgency.REVOCATION);
        clock.advance(Duration.ofMinutes(20));

        Duration untilFree = budget.take(Urgency.REVOCATION).orElseThrow();

        assertThat(untilFree).isBetween(Duration.ofMinutes(40), Duration.ofMinutes(41));
        clock.advance(untilFree);
        assertThat(budget.take(Urgency.REVOCATION)).isEmpty();
    }

    @Test
    void severalCallsAreTakenTogetherOrNoneOfThem() {
        RateBudget budget = budget(7, clock);

        assertThat(budget.take(4, Urgency.REVOCATION).untilFree()).isNull();
        RateBudget.Taken refused = budget.take(4, Urgency.REVOCATION);

        assertThat(refused.untilFree()).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(61));
        assertThat(budget.remaining()).isEqualTo(3);
        assertThat(takeAll(budget, Urgency.REVOCATION)).isEqualTo(3);
    }

    @Test
    void whatWasTakenTogetherAndIsNotMadeIsGivenBackAlsoWhenItsMinuteIsOver() {
        RateBudget budget = budget(4, clock);
        RateBudget.Taken taken = budget.take(4, Urgency.REVOCATION);
        budget.madeNow(taken.minute());
        budget.giveBack(1, taken.minute());
        assertThat(budget.remaining()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(2));

        budget.giveBack(2, taken.minute());

        assertThat(budget.remaining()).isEqualTo(3);
        assertThat(takeAll(budget, Urgency.REVOCATION)).isEqualTo(3);
    }

    @Test
    void whatWasTakenTogetherCountsFromWhenItIsMade() {
        RateBudget budget = budget(1, clock);
        RateBudget.Taken taken = budget.take(4, Urgency.REVOCATION);
        clock.advance(Duration.ofMinutes(30));
        budget.madeNow(taken.minute());

        clock.advance(Duration.ofMinutes(45));
        assertThat(budget.remaining()).isZero();
        clock.advance(Duration.ofMinutes(17));
        assertThat(budget.remaining()).isEqualTo(1);
    }

    @Test
    void aLongSilenceGivesEverythingBack() {
        RateBudget budget = budget(2, clock);
        budget.take(Urgency.REVOCATION);
        budget.take(Urgency.REVOCATION);
        clock.advance(Duration.ofDays(3));

        assertThat(budget.remaining()).isEqualTo(2);
    }

    @Test
    void aClockThatGoesBackGivesNothingBack() {
        RateBudget budget = budget(1, clock);
        budget.take(Urgency.REVOCATION);
        clock.advance(Duration.ofMinutes(-90));

        assertThat(budget.take(Urgency.REVOCATION)).isPresent();
    }

    @Test
    void eachUrgencyLeavesItsShareToTheMoreUrgent() {
        RateBudget budget = budget(10, clock);

        assertThat(takeAll(budget, Urgency.BACKGROUND)).isEqualTo(6);
        assertThat(takeAll(budget, Urgency.GRANT)).isEqualTo(3);
        assertThat(takeAll(budget, Urgency.REVOCATION)).isEqualTo(1);
        assertThat(budget.remaining()).isZero();
        assertThat(budget.remaining(Urgency.BACKGROUND)).isEqualTo(-4);
    }

    @Test
    void theSmallestBudgetStillLetsEachUrgencyCall() {
        assertThat(takeAll(budget(1, clock), Urgency.BACKGROUND)).isEqualTo(1);
    }

    @Test
    void sharesThatWouldTurnTheOrderAroundAreRefused() {
        assertThatThrownBy(() -> new BudgetShares(50, 40, 16)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BudgetShares(10, 100, 16)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BudgetShares(-1, 10, 16)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RateBudget budget(int callsPerHour, Clock time) {
        return CallBudgets.inMemory(time).budget("application", callsPerHour, BudgetShares.USUAL);
    }

    private static int takeAll(RateBudget budget, Urgency urgency) {
        int taken = 0;
        while (budget.take(urgency).isEmpty()) {
            taken++;
        }
        return taken;
    }

    @Property(tries = 100)
    void asManyCallsAreFreeAsWereForecast(
            @ForAll @IntRange(min = 1, max = 20) int callsPerHour,
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 600) Integer> gaps,
            @ForAll @IntRange(min = 0, max = 10_000) int ahead) {
        SettableClock time = new SettableClock(Instant.parse("2026-11-24T10:00:00Z"));
        RateBudget budget = budget(callsPerHour, time);
        for (int seconds : gaps) {
            time.advance(Duration.ofSeconds(seconds));
            budget.take(Urgency.REVOCATION);
        }

        long forecast = budget.freeWithin(Duration.ofSeconds(ahead), Urgency.GRANT);

        long made = takeAll(budget, Urgency.GRANT);
        for (int second = 0; second < ahead; second++) {
            time.advance(Duration.ofSeconds(1));
            made += takeAll(budget, Urgency.GRANT);
        }
        assertThat(made).isEqualTo(forecast);
    }

    @Test
    void aBudgetOfNothingIsRefused() {
        assertThatThrownBy(() -> budget(0, clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("calls-per-hour");
    }

    @Property(tries = 200)
    void neverMoreThanTheBudgetInAnyHour(
            @ForAll @IntRange(min = 1, max = 20) int callsPerHour,
            @ForAll @Size(min = 1, max = 150) List<@IntRange(min = 0, max = 900) Integer> gaps) {
        SettableClock time = new SettableClock(Instant.parse("2026-11-24T10:00:00.999Z"));
        RateBudget budget = budget(callsPerHour, time);
        Deque<Instant> made = new ArrayDeque<>();

        for (int seconds : gaps) {
            time.advance(Duration.ofSeconds(seconds));
            Optional<Duration> untilFree = budget.take(Urgency.REVOCATION);
            if (untilFree.isEmpty()) {
                made.addLast(time.instant());
                Instant hourAgo = time.instant().minus(Duration.ofHours(1));
                while (!made.getFirst().isAfter(hourAgo)) {
                    made.removeFirst();
                }
                assertThat(made).hasSizeLessThanOrEqualTo(callsPerHour);
            } else {
                assertThat(untilFree.get()).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(61));
                assertThat(budget.remaining()).isZero();
            }
        }
    }

    @Property(tries = 200)
    void theCallIsFreeWhenTheBudgetSaidSo(
            @ForAll @IntRange(min = 1, max = 10) int callsPerHour,
            @ForAll @Size(min = 10, max = 40) List<@IntRange(min = 0, max = 300) Integer> gaps) {
        SettableClock time = new SettableClock(Instant.parse("2026-11-24T10:00:00.001Z"));
        RateBudget budget = budget(callsPerHour, time);

        for (int seconds : gaps) {
            time.advance(Duration.ofSeconds(seconds));
            budget.take(Urgency.REVOCATION).ifPresent(untilFree -> {
                time.advance(untilFree);
                assertThat(budget.take(Urgency.REVOCATION)).isEmpty();
            });
        }
    }
}
