package dev.hallpass.catalog;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.Connectors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the catalog what the applications are: reads each of them from one end to the other, goes on where it was after
 * a stop, and begins again. Resources are known by the application's immutable id, so a renamed one stays the same; one
 * that is gone can not be asked for any more, but stays known to its grants.
 */
@Component
class CatalogDiscovery implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CatalogDiscovery.class);

    /** After so long others may have their turn: a scheduled task is not to run for hours. */
    private static final Duration SLICE = Duration.ofSeconds(30);

    private static final Duration STOP_WAIT = Duration.ofSeconds(5);

    private final Connectors connectors;
    private final CatalogSettings settings;
    private final DiscoveryStates states;
    private final DiscoverySteps steps;
    private final Discoveries discoveries;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private volatile boolean running;

    CatalogDiscovery(
            Connectors connectors,
            CatalogSettings settings,
            DiscoveryStates states,
            DiscoverySteps steps,
            Discoveries discoveries) {
        this.connectors = connectors;
        this.settings = settings;
        this.states = states;
        this.steps = steps;
        this.discoveries = discoveries;
    }

    /** Reads the lists before anybody can ask for anything; what takes too long goes on in the background. */
    @Override
    public void start() {
        resume();
        connectors.all().forEach(connector -> discoveries.beginLists(connector.application(), false));
        eachAtATime(settings.startWait(), settings.startWait(), true);
    }

    @Override
    public void stop() {
        running = false;
        long deadline = System.nanoTime() + STOP_WAIT.toNanos();
        for (ReentrantLock lock : locks.values()) {
            try {
                if (lock.tryLock(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    lock.unlock();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the people are known, before the engine's workers and the web server. */
    @Override
    public int getPhase() {
        return -500;
    }

    /** Goes on for a while with each application that has something to be read. */
    @Scheduled(initialDelayString = "PT2S", fixedDelayString = "PT2S")
    void goOn() {
        eachAtATime(SLICE, Duration.ofDays(1), false);
    }

    /** Reads the lists of all applications from their beginnings to their ends, as far as they answer. */
    void discover() {
        for (Connector connector : connectors.all()) {
            discoveries.beginLists(connector.application(), true);
            goOn(connector, Duration.ofDays(1), true);
        }
    }

    /** Reads whatever is to be read of all applications now. */
    void discoverFully() {
        for (Connector connector : connectors.all()) {
            goOn(connector, Duration.ofDays(1), false);
        }
    }

    /** Begins without reading anything yet. */
    void resume() {
        running = true;
    }

    private void eachAtATime(Duration slice, Duration wait, boolean listsOnly) {
        List<Thread> readers = new ArrayList<>();
        for (Connector connector : connectors.all()) {
            readers.add(Thread.ofVirtual()
                    .name("hallpass-discovery-" + connector.application())
                    .start(() -> goOn(connector, slice, listsOnly)));
        }
        long deadline = System.nanoTime() + wait.toNanos();
        for (Thread reader : readers) {
            try {
                Duration left = Duration.ofNanos(deadline - System.nanoTime());
                if (!reader.join(left)) {
                    log.info("{} goes on in the background", reader.getName());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void goOn(Connector connector, Duration slice, boolean listsOnly) {
        String application = connector.application();
        ReentrantLock lock = locks.computeIfAbsent(application, name -> new ReentrantLock());
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (states.take(application)) {
                long deadline = System.nanoTime() + slice.toNanos();
                boolean more = true;
                while (more && running && System.nanoTime() - deadline < 0) {
                    more = steps.step(connector, listsOnly);
                }
                states.release(application);
            }
        } catch (DiscoveryStates.Overtaken e) {
            log.atDebug().addKeyValue("application", application).log("{}", e.getMessage());
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("application", application)
                    .setCause(e)
                    .log("The reading of the application met an unexpected error and goes on later");
        } finally {
            lock.unlock();
        }
    }
}
