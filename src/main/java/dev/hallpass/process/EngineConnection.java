package dev.hallpass.process;

import dev.hallpass.common.Backoff;
import io.camunda.client.api.worker.JobWorker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Gets the engine going when the application has started: deploy, open the workers, bring back lost processes, empty
 * the outbox. An engine that is not there yet is waited for; requests are accepted meanwhile and go on later.
 */
@Component
class EngineConnection implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EngineConnection.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** An engine that began anew knows no process of ours: how soon that is noticed. */
    private static final Duration LOSS_CHECK = Duration.ofSeconds(3);

    private final ProcessDeployment deployment;
    private final WorkerRegistrar workers;
    private final OutboxDispatcher outbox;
    private final Recovery recovery;
    private final ProcessSettings settings;
    private final AtomicBoolean connected = new AtomicBoolean();

    /** The client swallows interruptions, so a flag of our own says that it is over. */
    private volatile boolean stopping;

    private @Nullable Thread thread;

    EngineConnection(
            ProcessDeployment deployment,
            WorkerRegistrar workers,
            OutboxDispatcher outbox,
            Recovery recovery,
            ProcessSettings settings) {
        this.deployment = deployment;
        this.workers = workers;
        this.outbox = outbox;
        this.recovery = recovery;
        this.settings = settings;
    }

    /** Whether the engine has the process and the workers are at work. */
    boolean isConnected() {
        return connected.get();
    }

    @Override
    public synchronized void start() {
        stopping = false;
        thread = Thread.ofVirtual().name("hallpass-engine").start(this::run);
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void run() {
        List<JobWorker> opened = List.of();
        try {
            untilItWorks("The engine does not take the deployment yet", deployment::deploy);
            opened = workers.open();
            outbox.start();
            connected.set(true);
            while (!stopping) {
                untilItWorks("Open requests could not be announced yet", recovery::announceOpenRequests);
                waitUntilDueOrLost();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            log.error("The connection to the engine has ended; requests wait until the next start", e);
            throw e;
        } finally {
            connected.set(false);
            outbox.stop();
            opened.forEach(JobWorker::close);
        }
    }

    /** Waits for the next regular announcement, or until the engine turns out to be another one, whichever is first. */
    private void waitUntilDueOrLost() throws InterruptedException {
        long due = System.nanoTime() + settings.recoveryInterval().toNanos();
        AtomicBoolean lost = new AtomicBoolean();
        while (!lost.get()) {
            long remaining = due - System.nanoTime();
            Thread.sleep(Duration.ofNanos(Math.clamp(remaining, 0, LOSS_CHECK.toNanos())));
            untilItWorks("The engine does not take the deployment yet", () -> lost.set(deployment.deployIfLost()));
            if (due <= System.nanoTime()) {
                return;
            }
        }
    }

    private void untilItWorks(String complaint, Runnable work) throws InterruptedException {
        for (int failures = 0; ; failures++) {
            if (stopping) {
                throw new InterruptedException();
            }
            try {
                work.run();
                return;
            } catch (RuntimeException e) {
                if (stopping) {
                    throw new InterruptedException();
                }
                log.warn("{}: {}", complaint, e.getMessage());
                Thread.sleep(Backoff.after(failures, FIRST_WAIT, LONGEST_WAIT, ThreadLocalRandom.current()));
            }
        }
    }
}
