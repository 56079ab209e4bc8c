package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.ConnectorException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a call: within the rate budget, and again after a passing failure as long as the retry policy allows. */
final class CallSender {

    private static final Logger LOG = LoggerFactory.getLogger(CallSender.class);

    private final Exchanges exchanges;
    private final RateBudget budget;
    private final RetryPolicy retries;
    private final Refusals refusals;
    private final CallMetrics metrics;
    private final Clock clock;

    CallSender(
            Exchanges exchanges,
            RateBudget budget,
            RetryPolicy retries,
            Refusals refusals,
            CallMetrics metrics,
            Clock clock) {
        this.exchanges = exchanges;
        this.budget = budget;
        this.retries = retries;
        this.refusals = refusals;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * The final answer, of whatever status.
     *
     * @throws ConnectorException.RateLimited if the budget is used up, or Bitbucket still says so after all attempts
     * @throws ConnectorException.Unavailable if no attempt got a final answer
     */
    Answer send(Call call) {
        Instant latestStart = clock.instant().plus(retries.budget());
        for (int attempt = 1; ; attempt++) {
            takeFromBudget(call);
            Instant start = clock.instant();
            ConnectorException failure;
            try {
                Answer answer = exchanges.exchange(call);
                Duration took = Duration.between(start, clock.instant());
                metrics.answered(call, answer.status(), took);
                log(call, attempt, took, Integer.toString(answer.status()));
                if (!answer.temporary()) {
                    return answer;
                }
                failure = refusals.temporary(
                        call, answer, RetryAfter.of(answer, clock.instant()).orElse(null));
            } catch (IOException e) {
                Duration took = Duration.between(start, clock.instant());
                metrics.failed(call, took);
                log(call, attempt, took, e.toString());
                failure = refusals.unreachable(call, e);
            }
            waitBeforeNext(attempt, latestStart, failure);
            metrics.retried(call);
        }
    }

    private void takeFromBudget(Call call) {
        budget.take(call.background()).ifPresent(untilFree -> {
            metrics.refusedByBudget(call);
            throw refusals.budgetExhausted(call, untilFree);
        });
    }

    /** Rather than sleep beyond the retry budget, the failure goes to the caller with the pause that it asks for. */
    private void waitBeforeNext(int attempt, Instant latestStart, ConnectorException failure) {
        int finished = attempt;
        Duration pause = failure.retryAfter().map(retries::pauseFor).orElseGet(() -> retries.pauseAfter(finished));
        if (attempt >= retries.maxAttempts() || clock.instant().plus(pause).isAfter(latestStart)) {
            throw failure;
        }
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private static void log(Call call, int attempt, Duration took, String outcome) {
        LOG.atDebug()
                .addKeyValue("operation", call.operation())
                .addKeyValue("outcome", outcome)
                .log(
                        "{} {}{}: {} in {} ms, attempt {}",
                        call.method(),
                        call.address().getRawAuthority(),
                        call.address().getRawPath(),
                        outcome,
                        took.toMillis(),
                        attempt);
    }
}
