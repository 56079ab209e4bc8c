package dev.hallpass.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Waits stay between half of what doubling gives and all of it, whatever the number of failures. */
class BackoffPropertyTest {

    private static final long DAY = 86_400_000L;

    @Property
    void aWaitIsInTheSecondHalfOfTheDoubledFirstOne(
            @ForAll @IntRange(max = 30) int failures,
            @ForAll @LongRange(min = 1, max = DAY) long first,
            @ForAll @LongRange(min = 1, max = DAY) long longest,
            @ForAll long seed) {
        long bound = Math.min(longest, first * (1L << failures));

        assertThat(wait(failures, first, longest, seed)).isBetween(bound - bound / 2, bound);
    }

    @Property
    void anyNumberOfFailuresStaysBelowTheLongestWait(
            @ForAll @IntRange(min = 31) int failures,
            @ForAll @LongRange(min = 1, max = DAY) long first,
            @ForAll @LongRange(min = 1, max = DAY) long longest,
            @ForAll long seed) {
        assertThat(wait(failures, first, longest, seed)).isBetween(longest - longest / 2, longest);
    }

    private static long wait(int failures, long first, long longest, long seed) {
        return Backoff.after(failures, Duration.ofMillis(first), Duration.ofMillis(longest), new Random(seed))
                .toMillis();
    }
}
