package dev.hallpass.process;

import dev.hallpass.common.Backoff;
import dev.hallpass.request.ProcessOutbox;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells the engine what the outbox holds, soon after it was committed and until the engine has taken it. */
@Component
class OutboxDispatcher {

    private static final Logger log = LoggerFactory.getLogger(OutboxDispatcher.class);
    private static final int BATCH = 100;
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private final ProcessOutbox outbox;
    private final EngineCommands commands;
    private final TransactionTemplate transaction;
    private final ProcessSettings settings;
    private final Semaphore added = new Semaphore(0);
    private @Nullable Thread thread;

    OutboxDispatcher(
            ProcessOutbox outbox,
            EngineCommands commands,
            PlatformTransactionManager transactions,
            ProcessSettings settings,
            MeterRegistry metrics) {
        this.outbox = outbox;
        this.commands = commands;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings;
        Gauge.builder("hallpass.outbox.waiting", outbox, box -> box.backlog().waiting())
                .description("Commands that the engine has not taken yet")
                .register(metrics);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void onCommandEnqueued(ProcessOutbox.CommandEnqueued event) {
        added.release();
    }

    synchronized void start() {
        thread = Thread.ofVirtual().name("hallpass-outbox").start(this::run);
    }

    synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (dispatch() < BATCH) {
                    if (added.tryAcquire(settings.outboxInterval().toMillis(), TimeUnit.MILLISECONDS)) {
                        added.drainPermits();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int dispatch() {
        try {
            return transaction.execute(status -> deliver());
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("The outbox could not be emptied and is tried again");
            return 0;
        }
    }

    private int deliver() {
        List<ProcessOutbox.Entry> entries = outbox.take(BATCH);
        List<CompletionStage<?>> sent = new ArrayList<>();
        entries.forEach(entry -> sent.add(commands.send(entry)));
        List<Long> delivered = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            ProcessOutbox.Entry entry = entries.get(i);
            try {
                sent.get(i).toCompletableFuture().join();
                delivered.add(entry.id());
            } catch (CompletionException e) {
                refused(entry, e.getCause() == null ? e : e.getCause());
            }
        }
        outbox.delivered(delivered);
        return entries.size();
    }

    private void refused(ProcessOutbox.Entry entry, Throwable cause) {
        Duration delay = Backoff.after(entry.attempts(), FIRST_RETRY, LONGEST_RETRY, ThreadLocalRandom.current());
        outbox.refused(entry.id(), delay, String.valueOf(cause.getMessage()));
        if (entry.attempts() > 5) {
            log.atWarn()
                    .addKeyValue("request", entry.command().request())
                    .addKeyValue("attempt", entry.attempts() + 1)
                    .log("The engine does not take a command yet: {}", cause.getMessage());
        }
    }
}
