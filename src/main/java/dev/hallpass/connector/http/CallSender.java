package dev.hallpass.connector.http;

import dev.hallpass.connector.ConnectorException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a call: within the budgets, with another credential where one is refused or limited, and again after a passing
 * failure as long as the retry policy allows. A write that got no final answer is not made again from here: it may still
 * take effect, even after the next one, and who wants it written has to know that.
 */
final class CallSender {

    private static final Logger LOG = LoggerFactory.getLogger(CallSender.class);

    private final String application;
    private final Exchanges exchanges;
    private final Gate gate;
    private final CredentialPool pool;
    private final RetryPolicy retries;
    private final Refusals refusals;
    private final CallMetrics metrics;
    private final Clock clock;

    CallSender(
            String application,
            Exchanges exchanges,
            Gate gate,
            CredentialPool pool,
            RetryPolicy retries,
            Refusals refusals,
            CallMetrics metrics,
            Clock clock) {
        this.application = application;
        this.exchanges = exchanges;
        this.gate = gate;
        this.pool = pool;
        this.retries = retries;
        this.refusals = refusals;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What has become of one call so far. */
    private final class Course {
        private final Call call;
        private final Instant latestStart = clock.instant().plus(retries.budget());
        private final Set<PooledCredential> refused = new HashSet<>();
        private final Set<PooledCredential> limited = new HashSet<>();
        private int attempts;
        private int sent;
        private boolean inside;

        private @Nullable ConnectorException failure;
        private @Nullable Answer refusal;

        Course(Call call) {
            this.call = call;
        }
    }

    /**
     * The final answer, of whatever status.
     *
     * @throws ConnectorException.Unauthenticated if no credential can be read
     * @throws ConnectorException.RateLimited if no call is free, or the application still says so after all attempts
     * @throws ConnectorException.Unavailable if no attempt got a final answer
     */
    Answer send(Call call) {
        Course course = new Course(call);
        try {
            while (true) {
                enter(course);
                PooledCredential credential = take(course);
                if (credential == null) {
                    return allRefused(course);
                }
                Answer answer = attempt(course, credential);
                if (answer != null) {
                    return answer;
                }
            }
        } finally {
            leave(course);
        }
    }

    /** Before a call is taken of the budget, so that it is made at once. Nobody waits inside. */
    private void enter(Course course) {
        if (course.inside) {
            return;
        }
        try {
            course.inside = gate.enter(course.call.urgency(), Duration.between(clock.instant(), course.latestStart));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusals.unreachable(course.call, e);
        }
        if (!course.inside) {
            throw course.failure != null ? course.failure : refusals.crowded(course.call);
        }
    }

    private void leave(Course course) {
        if (course.inside) {
            course.inside = false;
            gate.leave();
        }
    }

    private static Answer allRefused(Course course) {
        if (course.refusal != null) {
            return course.refusal;
        }
        throw course.failure != null ? course.failure : new IllegalStateException("there is no credential");
    }

    /** @return the final answer; null if there is to be another attempt */
    private @Nullable Answer attempt(Course course, PooledCredential credential) {
        String authorization;
        try {
            authorization = credential.credential().authorization();
        } catch (ConnectorException.Unauthenticated e) {
            refuse(course, credential, e.getMessage());
            course.failure = e;
            return null;
        }
        Answer answer = exchange(course, credential, authorization);
        if (answer == null) {
            return null;
        }
        if (refusals.credentialRefused(answer)) {
            refuse(course, credential, refusals.message(course.call, answer));
            course.refusal = answer;
            return null;
        }
        if (refusals.credentialLacksRight(answer)) {
            lacksRight(course, credential, answer);
            return null;
        }
        if (answer.status() == 429) {
            limit(course, credential, answer);
            return null;
        }
        if (answer.temporary()) {
            course.failure = refusals.temporary(
                    course.call, answer, RetryAfter.of(answer, clock.instant()).orElse(null));
            waitBeforeNext(course);
            return null;
        }
        credential.allowance().answered();
        if (answer.successful()) {
            credential.hasRight(course.call.operation());
        }
        if (credential.accepted()) {
            LOG.info("The credential '{}' of '{}' is accepted again", credential, application);
        }
        return answer;
    }

    private @Nullable Answer exchange(Course course, PooledCredential credential, String authorization) {
        Call call = course.call;
        course.attempts++;
        if (course.sent++ > 0) {
            metrics.retried(call);
        }
        Instant start = clock.instant();
        try {
            Answer answer = exchanges.exchange(call, authorization);
            Duration took = Duration.between(start, clock.instant());
            metrics.answered(call, answer.status(), took);
            log(course, credential, took, Integer.toString(answer.status()));
            return answer;
        } catch (IOException e) {
            Duration took = Duration.between(start, clock.instant());
            metrics.failed(call, took);
            log(course, credential, took, e.toString());
            course.failure = refusals.unreachable(call, e);
            waitBeforeNext(course);
            return null;
        }
    }

    /** Waits for the application where it asks for a short pause; our own budget is never waited for. */
    private @Nullable PooledCredential take(Course course) {
        while (true) {
            Optional<CredentialPool.Choice> choice =
                    pool.choose(course.call.operation(), course.call.urgency(), course.refused);
            if (choice.isEmpty()) {
                return null;
            }
            if (choice.get() instanceof CredentialPool.Chosen chosen) {
                return chosen.credential();
            }
            if (choice.get() instanceof CredentialPool.NoneFree none) {
                waitUntilFree(course, none);
            }
        }
    }

    private void waitUntilFree(Course course, CredentialPool.NoneFree none) {
        Allowance closed = none.closed();
        if (closed == null) {
            metrics.refusedByBudget(course.call);
            throw refusals.budgetExhausted(course.call, none.untilFree());
        }
        ConnectorException tooLong = course.failure instanceof ConnectorException.RateLimited limited
                ? new ConnectorException.RateLimited(String.valueOf(limited.getMessage()), none.untilFree())
                : refusals.toldToWait(course.call, none.untilFree());
        if (clock.instant().plus(none.untilFree()).isAfter(course.latestStart)) {
            metrics.refusedByBudget(course.call);
            throw tooLong;
        }
        pause(course, none.untilFree(), tooLong);
        closed.waited();
        enter(course);
    }

    private void refuse(Course course, PooledCredential credential, @Nullable String why) {
        course.refused.add(credential);
        metrics.refused(credential);
        if (credential.refused()) {
            LOG.warn("The credential '{}' of '{}' is not accepted: {}", credential, application, why);
        }
    }

    /** What it was refused was not done, so another one may do it. Of several refusals the last one is told. */
    private void lacksRight(Course course, PooledCredential credential, Answer answer) {
        Call call = course.call;
        credential.allowance().answered();
        course.refused.add(credential);
        course.refusal = answer;
        metrics.lacksRight(call, credential);
        if (credential.lacksRight(call.operation())) {
            LOG.warn(
                    "The credential '{}' of '{}' lacks a right: {}",
                    credential,
                    application,
                    refusals.message(call, answer));
        }
    }

    /** To change to another credential is no further attempt; the first refusal of the last one is. */
    private void limit(Course course, PooledCredential credential, Answer answer) {
        credential.allowance().limited(RetryAfter.of(answer, clock.instant()));
        Duration untilFree = credential.allowance().closed();
        course.failure = refusals.temporary(course.call, answer, untilFree);
        boolean another = course.limited.add(credential)
                && course.limited.size() < pool.all().size();
        if (another) {
            course.attempts--;
        } else if (course.attempts >= retries.maxAttempts()) {
            throw course.failure;
        }
    }

    /** Rather than sleep beyond the retry budget, the failure goes to the caller with the pause that it asks for. */
    private void waitBeforeNext(Course course) {
        ConnectorException failure = course.failure;
        if (failure == null) {
            throw new IllegalStateException("nothing has failed");
        }
        Duration pause =
                failure.retryAfter().map(retries::pauseFor).orElseGet(() -> retries.pauseAfter(course.attempts));
        if (course.call.writes()
                || course.attempts >= retries.maxAttempts()
                || clock.instant().plus(pause).isAfter(course.latestStart)) {
            throw failure;
        }
        pause(course, pause, failure);
    }

    private void pause(Course course, Duration pause, ConnectorException failure) {
        leave(course);
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private static void log(Course course, PooledCredential credential, Duration took, String outcome) {
        Call call = course.call;
        LOG.atDebug()
                .addKeyValue("operation", call.operation())
                .addKeyValue("outcome", outcome)
                .addKeyValue("credential", credential.credential().name())
                .log(
                        "{} {}{}: {} in {} ms, attempt {}",
                        call.method(),
                        call.address().getRawAuthority(),
                        call.address().getRawPath(),
                        outcome,
                        took.toMillis(),
                        course.attempts);
    }
}
