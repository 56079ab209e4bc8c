package dev.hallpass.bench.chaos;

import dev.hallpass.ApiClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls Hallpass as people's scripts do: the same call with the same key again, until there is an answer. */
final class Calls {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int INSIDE = 500;
    private static final int CONFLICT = 409;

    private final ChaosStage stage;
    private final Report report;

    Calls(ChaosStage stage, Report report) {
        this.stage = stage;
        this.report = report;
    }

    /** Thrown when there was no answer for minutes. */
    static final class NoAnswerException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoAnswerException(String message) {
            super(message);
        }
    }

    ApiClient.Response post(String person, String path, @Nullable Object body, String key) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        int sent = 0;
        while (System.nanoTime() < until) {
            if (stage.isServing()) {
                try {
                    ApiClient client = stage.hallpass().as(person).with("Idempotency-Key", key);
                    sent++;
                    ApiClient.Response answer = body == null ? client.post(path) : client.post(path, body);
                    if (answer.status() < INSIDE && !isBusy(answer)) {
                        if (sent > 1) {
                            report.count("calls repeated until answered");
                        }
                        return answer;
                    }
                    last = answer.status() + " " + answer.text();
                    report.count("answers " + answer.status() + ", repeated");
                } catch (UncheckedIOException e) {
                    last = e.toString();
                }
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        report.wrong("no answer", "%s by %s: %s".formatted(path, person, last));
        throw new NoAnswerException(path);
    }

    private static boolean isBusy(ApiClient.Response answer) {
        return answer.status() == CONFLICT && answer.text().contains("repeat it");
    }
}
