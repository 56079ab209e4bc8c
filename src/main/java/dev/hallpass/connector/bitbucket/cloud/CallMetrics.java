package dev.hallpass.connector.bitbucket.cloud;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/**
 * What operators can watch of the calls to one application: {@code hallpass.connector.calls} (timer by operation and
 * outcome, one for each attempt), {@code hallpass.connector.retries}, {@code hallpass.connector.refused-by-budget}, and
 * {@code hallpass.connector.budget.remaining}.
 */
final class CallMetrics {

    private final MeterRegistry registry;
    private final String application;

    CallMetrics(MeterRegistry registry, String application, RateBudget budget) {
        this.registry = registry;
        this.application = application;
        Gauge.builder("hallpass.connector.budget.remaining", budget, RateBudget::remaining)
                .description("Calls left in the rolling hour")
                .tag("application", application)
                .strongReference(true)
                .register(registry);
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
