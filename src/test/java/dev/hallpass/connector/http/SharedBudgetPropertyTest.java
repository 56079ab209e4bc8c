package dev.hallpass.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.connector.BudgetShares;
import dev.hallpass.connector.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Several instances over one book, any of which may be killed and started again at any time. */
class SharedBudgetPropertyTest {

    private static final int INSTANCES = 3;

    /** Something happens to one instance: it is killed or ends in good order, or it wants so many calls. */
    record Step(int instance, Event event, int calls, Urgency urgency, int secondsBefore) {}

    enum Event {
        CALLS,
        KILL,
        END,
        KEEP_UP
    }

    /** What the instances share, and what has become of it all. */
    private static final class Story {
        private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T10:00:00.999Z"));
        private final CallsInMemory book = new CallsInMemory();
        private final List<Instant> made = new ArrayList<>();
        private final List<RateBudget> instances = new ArrayList<>();
        private final int callsPerHour;

        Story(int callsPerHour) {
            this.callsPerHour = callsPerHour;
            for (int instance = 0; instance < INSTANCES; instance++) {
                instances.add(started());
            }
        }

        RateBudget started() {
            return new RateBudget("application", callsPerHour, BudgetShares.USUAL, book, clock);
        }

        void happens(Step step) {
            clock.advance(Duration.ofSeconds(step.secondsBefore()));
            RateBudget instance = instances.get(step.instance());
            switch (step.event()) {
                case KILL -> instances.set(step.instance(), started());
                case END -> {
                    instance.close();
                    instances.set(step.instance(), started());
                }
                case KEEP_UP -> instance.keepUp();
                case CALLS -> {
                    for (int call = 0; call < step.calls(); call++) {
                        if (instance.take(step.urgency()).isEmpty()) {
                            made.add(clock.instant());
                        }
                    }
                }
            }
        }

        int madeSince(Duration ago) {
            Instant then = clock.instant().minus(ago);
            return (int) made.stream().filter(time -> time.isAfter(then)).count();
        }

        int claimed() {
            long minute = clock.instant().getEpochSecond() / 60;
            return book.claim("application", Map.of(), minute, 0, 0).all().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
        }
    }

    @Property(tries = 500)
    void inNoHourAreThereMoreCallsThanAllowed(
            @ForAll @IntRange(min = 1, max = 400) int callsPerHour,
            @ForAll("steps") @Size(min = 1, max = 120) List<Step> steps) {
        Story story = new Story(callsPerHour);
        for (Step step : steps) {
            story.happens(step);
            assertThat(story.madeSince(Duration.ofHours(1))).isLessThanOrEqualTo(callsPerHour);
        }
    }

    @Property(tries = 200)
    void aKillCostsNoMoreThanOneBlock(
            @ForAll @IntRange(min = 50, max = 400) int callsPerHour,
            @ForAll("steps") @Size(min = 1, max = 60) List<Step> steps) {
        Story story = new Story(callsPerHour);
        int lost = 0;
        for (Step step : steps) {
            story.happens(step);
            lost += step.event() == Event.KILL ? callsPerHour / 50 : 0;
        }
        story.instances.forEach(RateBudget::close);

        int claimed = story.claimed();

        assertThat(claimed)
                .as("calls that are noted")
                .isBetween(story.madeSince(Duration.ofHours(1)), story.madeSince(Duration.ofMinutes(62)) + lost);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Event> events = Arbitraries.frequencyOf(
                Tuple.of(7, Arbitraries.just(Event.CALLS)),
                Tuple.of(1, Arbitraries.just(Event.KILL)),
                Tuple.of(1, Arbitraries.just(Event.END)),
                Tuple.of(1, Arbitraries.just(Event.KEEP_UP)));
        return Combinators.combine(
                        Arbitraries.integers().between(0, INSTANCES - 1),
                        events,
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.of(Urgency.class),
                        Arbitraries.integers().between(0, 400))
                .as(Step::new)
                .list();
    }
}
