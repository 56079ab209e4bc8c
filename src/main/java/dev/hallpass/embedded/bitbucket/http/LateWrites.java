package dev.hallpass.embedded.bitbucket.http;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes that have their effect some time after their callers were answered, or were not. */
public final class LateWrites {

    private static final Logger LOG = LoggerFactory.getLogger(LateWrites.class);

    private final Queue<Runnable> pending = new ConcurrentLinkedQueue<>();

    /** Lets a write have its effect so much later. */
    void later(int milliseconds, Runnable write) {
        Runnable own = write::run;
        pending.add(own);
        Thread.ofVirtual().name("late-write").start(() -> {
            try {
                Thread.sleep(Duration.ofMillis(milliseconds));
                land(own);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Lets all that wait have their effect now, in the order in which they came. */
    public void landAll() {
        pending.forEach(this::land);
    }

    /** Whatever waits has no effect any more. */
    public void forget() {
        pending.clear();
    }

    private void land(Runnable write) {
        try {
            if (pending.contains(write)) {
                write.run();
            }
        } catch (RuntimeException e) {
            LOG.warn("A late write came to nothing", e);
        } finally {
            pending.remove(write);
        }
    }

    /** How many have not had their effect yet. */
    public int pending() {
        return pending.size();
    }
}
