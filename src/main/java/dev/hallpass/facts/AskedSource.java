package dev.hallpass.facts;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One source, asked at most so many questions at a time, each on a thread of its own. */
final class AskedSource {

    private static final Logger log = LoggerFactory.getLogger(AskedSource.class);

    private final FactSource source;
    private final Semaphore places;
    private final MeterRegistry meters;

    AskedSource(FactSource source, int atOnce, MeterRegistry meters) {
        this.source = source;
        this.places = new Semaphore(atOnce);
        this.meters = meters;
    }

    Duration timeout() {
        return source.timeout();
    }

    Asked ask(FactQuestion question) {
        FutureTask<Map<String, @Nullable Object>> task = new FutureTask<>(() -> inPlace(question));
        long since = System.nanoTime();
        Thread.ofVirtual().name("hallpass-facts-" + source.name()).start(task);
        return new Asked(question, task, since);
    }

    /** A source that hangs, deaf to interrupts, keeps its places and thus cannot pile up threads without end. */
    private Map<String, @Nullable Object> inPlace(FactQuestion question) throws InterruptedException {
        places.acquire();
        try {
            return source.answer(question);
        } finally {
            places.release();
        }
    }

    /**
     * What a source says.
     *
     * @param given whether it answered; otherwise these are the facts for that case
     */
    record Answer(String source, Map<String, @Nullable Object> facts, boolean given) {}

    /** A question under way. */
    final class Asked {

        private final FactQuestion question;
        private final FutureTask<Map<String, @Nullable Object>> task;
        private final long since;

        private Asked(FactQuestion question, FutureTask<Map<String, @Nullable Object>> task, long since) {
            this.question = question;
            this.task = task;
            this.since = since;
        }

        /** Waits until the source has answered or its time is over. */
        Answer await() {
            Map<String, @Nullable Object> otherwise = source.unanswered(question);
            try {
                long left = source.timeout().toNanos() - (System.nanoTime() - since);
                Map<String, @Nullable Object> told = task.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
                if (told.keySet().equals(otherwise.keySet())) {
                    count("answered");
                    return new Answer(source.name(), told, true);
                }
                log.atError()
                        .addKeyValue("alert", "facts")
                        .log("The source {} told other facts than it should: {}", source.name(), told.keySet());
                count("failed");
            } catch (TimeoutException e) {
                count("timed-out");
                log.warn("The source {} did not answer within {}", source.name(), source.timeout());
            } catch (ExecutionException e) {
                count("failed");
                log.atWarn().setCause(e.getCause()).log("The source {} failed", source.name());
            } catch (InterruptedException e) {
                // Who asked is being stopped, and will see the interrupt again.
                Thread.currentThread().interrupt();
                count("interrupted");
            } finally {
                task.cancel(true);
            }
            return new Answer(source.name(), otherwise, false);
        }

        private void count(String outcome) {
            Timer.builder("hallpass.facts.source")
                    .description("How long sources of facts take, and whether they answer")
                    .tag("source", source.name())
                    .tag("outcome", outcome)
                    .register(meters)
                    .record(Duration.ofNanos(System.nanoTime() - since));
        }
    }
}
