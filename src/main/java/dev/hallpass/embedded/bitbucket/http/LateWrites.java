package dev.hallpass.embedded.bitbucket.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes that have their effect some time after their callers were answered, or were not. */
public final class LateWrites {

    private static final Logger LOG = LoggerFactory.getLogger(LateWrites.class);

    private final AtomicInteger pending = new AtomicInteger();

    /** Lets a write have its effect so much later. */
    void later(int milliseconds, Runnable write) {
        pending.incrementAndGet();
        Thread.ofVirtual().name("late-write").start(() -> {
            try {
                Thread.sleep(Duration.ofMillis(milliseconds));
                write.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("A late write came to nothing", e);
            } finally {
                pending.decrementAndGet();
            }
        });
    }

    /** How many have not had their effect yet. */
    public int pending() {
        return pending.get();
    }
}
