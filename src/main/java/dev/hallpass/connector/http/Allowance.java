package dev.hallpass.connector.http;

import dev.hallpass.connector.Urgency;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls that one user of an application may make: what we allow ourselves, unless the application has told us to
 * wait. Applications count by user, so all tokens of a user share one.
 */
final class Allowance {

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);

    private final RateBudget budget;
    private final RetryPolicy retries;
    private final Clock clock;
    private int refusedInARow;
    private @Nullable Instant closedAt;
    private Duration closedFor = Duration.ZERO;

    Allowance(RateBudget budget, RetryPolicy retries, Clock clock) {
        this.budget = budget;
        this.retries = retries;
        this.clock = clock;
    }

    RateBudget budget() {
        return budget;
    }

    /** A 429: no call for as long as it says, or for a back-off that doubles from one to the next. */
    synchronized void limited(Optional<Duration> retryAfter) {
        Duration left = closed();
        if (left.isZero()) {
            // Answers to calls that were on their way together count once.
            refusedInARow++;
        }
        Duration pause = retryAfter
                .map(retries::pauseFor)
                .orElseGet(() -> min(retries.pauseAfterLimit(refusedInARow), LONGEST_BACKOFF));
        if (pause.compareTo(left) > 0) {
            closedAt = clock.instant();
            closedFor = pause;
        }
    }

    /** An answer other than 429: the next refusal begins with a short pause again. */
    synchronized void answered() {
        refusedInARow = 0;
    }

    /** How much longer the application wants no calls; zero if it may be called. */
    synchronized Duration closed() {
        if (closedAt == null) {
            return Duration.ZERO;
        }
        Duration passed = Duration.between(closedAt, clock.instant());
        // A clock that was set back must not keep us waiting for longer than we were told to.
        if (passed.isNegative() || passed.compareTo(closedFor) >= 0) {
            closedAt = null;
            return Duration.ZERO;
        }
        return closedFor.minus(passed);
    }

    /** Somebody has waited as long as {@link #closed} said, by whatever clock. */
    synchronized void waited() {
        closedAt = null;
    }

    /** How many calls can be made from now until then. */
    long freeWithin(Duration time, Urgency urgency) {
        return time.compareTo(closed()) < 0 ? 0 : budget.freeWithin(time, urgency);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
