package dev.hallpass.connector.http;

import dev.hallpass.connector.Urgency;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What operators can watch of the calls to one application: {@code hallpass.connector.calls} (timer by operation and
 * outcome, one for each attempt), {@code hallpass.connector.retries}, {@code hallpass.connector.refused-by-budget},
 * {@code hallpass.connector.budget.remaining} (of all credentials), {@code hallpass.connector.waiting} (for a place, by
 * urgency), and of each credential
 * {@code hallpass.connector.credential.calls.left}, {@code .accepted} (1 or 0), {@code .refused} (counter),
 * {@code .lacks-right} (counter, by operation) and, where it
 * is known, {@code .expires.in} (seconds, below nothing afterwards).
 */
final class CallMetrics {

    private final MeterRegistry registry;
    private final String application;

    CallMetrics(MeterRegistry registry, String application, CredentialPool pool, Gate gate, Clock clock) {
        this.registry = registry;
        this.application = application;
        Gauge.builder("hallpass.connector.budget.remaining", pool, CredentialPool::remaining)
                .description("Calls left in the rolling hour")
                .tag("application", application)
                .strongReference(true)
                .register(registry);
        for (Urgency urgency : Urgency.values()) {
            Gauge.builder("hallpass.connector.waiting", gate, each -> each.waiting(urgency))
                    .description("Calls that wait until others have been answered")
                    .tag("application", application)
                    .tag("urgency", urgency.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(registry);
        }
        pool.all().forEach(each -> watch(each, clock));
    }

    private void watch(PooledCredential credential, Clock clock) {
        gauge("calls.left", credential, each -> each.status().callsLeft())
                .description("Calls that a credential has left in the rolling hour")
                .register(registry);
        gauge("accepted", credential, each -> each.status().accepted() ? 1 : 0)
                .description("Whether the application accepted a credential last")
                .register(registry);
        Instant expiresAt = credential.credential().expiresAt();
        if (expiresAt != null) {
            gauge(
                            "expires.in",
                            credential,
                            each -> Duration.between(clock.instant(), expiresAt).toSeconds())
                    .description("Time until a credential expires")
                    .baseUnit("seconds")
                    .register(registry);
        }
    }

    private Gauge.Builder<PooledCredential> gauge(
            String name, PooledCredential credential, ToDoubleFunction<PooledCredential> value) {
        return Gauge.builder("hallpass.connector.credential." + name, credential, value)
                .tag("application", application)
                .tag("credential", credential.credential().name())
                .strongReference(true);
    }

    void refused(PooledCredential credential) {
        registry.counter(
                        "hallpass.connector.credential.refused",
                        "application",
                        application,
                        "credential",
                        credential.credential().name())
                .increment();
    }

    void lacksRight(Call call, PooledCredential credential) {
        registry.counter(
                        "hallpass.connector.credential.lacks-right",
                        "application",
                        application,
                        "credential",
                        credential.credential().name(),
                        "operation",
                        call.operation())
                .increment();
    }

    void answered(Call call, int status, Duration took) {
        record(call, outcome(status), took);
    }

    void failed(Call call, Duration took) {
        record(call, "no-answer", took);
    }

    void retried(Call call) {
        count("hallpass.connector.retries", call);
    }

    void refusedByBudget(Call call) {
        count("hallpass.connector.refused-by-budget", call);
    }

    private void record(Call call, String outcome, Duration took) {
        registry.timer(
                        "hallpass.connector.calls",
                        "application",
                        application,
                        "operation",
                        call.operation(),
                        "outcome",
                        outcome)
                .record(took);
    }

    private void count(String name, Call call) {
        registry.counter(name, "application", application, "operation", call.operation())
                .increment();
    }

    private static String outcome(int status) {
        return switch (status) {
            case 401 -> "unauthenticated";
            case 402 -> "seat-limit";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 429 -> "rate-limited";
            default -> byClass(status);
        };
    }

    private static String byClass(int status) {
        return switch (status / 100) {
            case 2 -> "ok";
            case 3 -> "redirect";
            case 4 -> "rejected";
            default -> "server-error";
        };
    }
}
