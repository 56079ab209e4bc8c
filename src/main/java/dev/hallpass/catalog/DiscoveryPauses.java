package dev.hallpass.catalog;

import dev.hallpass.common.Backoff;
import dev.hallpass.connector.ConnectorException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Decides what a refusal means for the reading: that it goes on later, or that something is left out. */
@Component
class DiscoveryPauses {

    private static final Logger log = LoggerFactory.getLogger(DiscoveryPauses.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration UNKNOWN_LIMIT = Duration.ofMinutes(1);

    /** So often one thing may go unanswered before it is left out, so that it cannot hold up all the rest. */
    private static final int PATIENCE = 5;

    private final Clock clock;
    private final DiscoveryMetrics metrics;

    DiscoveryPauses(Clock clock, DiscoveryMetrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Whether to do the same again later; if so the state says when. If not, it is to be left out this time. */
    boolean pause(DiscoveryState state, ConnectorException refusal) {
        if (refusal instanceof ConnectorException.RateLimited) {
            // No failure: the budget is for others as well, and free calls come back by themselves.
            return until(state, refusal.retryAfter().orElse(UNKNOWN_LIMIT));
        }
        metrics.failed(state.application);
        boolean ofAll = refusal instanceof ConnectorException.Unauthenticated;
        boolean outOfPatience = refusal.retryable() && state.failures + 1 >= PATIENCE;
        if ((!ofAll && !refusal.retryable()) || outOfPatience) {
            state.failures = 0;
            state.pausedUntil = null;
            state.problem = refusal.getMessage();
            log.atWarn()
                    .addKeyValue("application", state.application)
                    .log(
                            "A part of the application could not be read and is left out this time: {}",
                            refusal.getMessage());
            return false;
        }
        Duration backoff = ofAll
                ? LONGEST_PAUSE
                : Backoff.after(state.failures, FIRST_PAUSE, LONGEST_PAUSE, ThreadLocalRandom.current());
        state.failures++;
        state.problem = refusal.getMessage();
        log.atWarn()
                .addKeyValue("application", state.application)
                .log("The application could not be read and is read again later: {}", refusal.getMessage());
        return until(state, refusal.retryAfter().orElse(backoff));
    }

    private boolean until(DiscoveryState state, Duration wait) {
        state.pausedUntil = clock.instant().plus(wait);
        return true;
    }
}
