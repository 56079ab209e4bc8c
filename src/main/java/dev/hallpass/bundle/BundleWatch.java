package dev.hallpass.bundle;

import dev.hallpass.request.RequestMoved;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks after bundle requests: soon after a part has moved, and again later whether something was left undone. That a
 * part has moved is stored in the transaction that moved it, so nothing is missed, whatever stops in between.
 */
@Component
class BundleWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BundleWatch.class);
    private static final int BATCH = 500;

    /** How often bundles are looked at of which nothing is told, only to be sure. */
    private static final Duration LONG = Duration.ofHours(1);

    private final BundleRequestRows rows;
    private final BundleSettlement settlement;
    private final BundleSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Semaphore told = new Semaphore(0);

    /**
     * Those that could not be settled; used by the one thread that looks. By the time that passes, not by the clock: one
     * that is set ahead and back again would leave a bundle alone for long.
     */
    private final Map<BundleRequestId, Long> notBefore = new HashMap<>();

    private @Nullable Thread thread;

    BundleWatch(
            BundleRequestRows rows,
            BundleSettlement settlement,
            BundleSettings settings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.settlement = settlement;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** In the part's own transaction. */
    @EventListener
    void onRequestMoved(RequestMoved moved) {
        UUID bundle = moved.request().bundleRequest();
        if (bundle != null && matters(moved)) {
            rows.tell(bundle);
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void onRequestHasMoved(RequestMoved moved) {
        if (moved.request().bundleRequest() != null && matters(moved)) {
            told.release();
        }
    }

    private static boolean matters(RequestMoved moved) {
        return switch (moved.step()) {
            case REQUEST_APPROVED,
                    REQUEST_REFUSED,
                    REQUEST_DENIED,
                    REQUEST_CANCELLED,
                    REQUEST_LAPSED,
                    REQUEST_FAILED,
                    REQUEST_ACTIVE,
                    REQUEST_ENDED -> true;
            default -> false;
        };
    }

    @Override
    public synchronized void start() {
        thread = Thread.ofVirtual().name("hallpass-bundles").start(this::run);
    }

    @Override
    public synchronized void stop() {
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

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (told.tryAcquire(1, TimeUnit.SECONDS)) {
                    told.drainPermits();
                }
                try {
                    look();
                } catch (RuntimeException e) {
                    log.atWarn().setCause(e).log("Bundles could not be looked at and are looked at again");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look at all that was told, and at what should have gone on by now. */
    void look() {
        List<BundleRequestRows.News> news = rows.news(BATCH);
        Map<BundleRequestId, BundleRequestRows.News> last = new LinkedHashMap<>();
        news.forEach(each -> last.put(each.bundle(), each));
        // Of a bundle that cannot be settled one piece of news is kept, so that it comes again.
        Set<BundleRequestRows.News> kept = new HashSet<>(last.values());
        last.forEach((bundle, told) -> {
            if (settle(bundle)) {
                kept.remove(told);
            }
        });
        List<BundleRequestRows.News> done =
                news.stream().filter(each -> !kept.contains(each)).toList();
        if (!done.isEmpty()) {
            transaction.executeWithoutResult(status -> rows.forget(done));
        }
        rows.underWay(clock.instant().minus(settings.sweepInterval()), BATCH).forEach(this::settle);
        rows.open(clock.instant().minus(LONG), BATCH).forEach(this::settle);
    }

    /**
     * One that cannot be settled holds up no other, and is left alone for a while.
     *
     * @return whether it went well
     */
    private boolean settle(BundleRequestId bundle) {
        long now = System.nanoTime();
        Long pause = notBefore.get(bundle);
        if (pause != null && now - pause < 0) {
            return false;
        }
        try {
            settlement.settle(bundle);
            notBefore.remove(bundle);
            return true;
        } catch (RuntimeException e) {
            notBefore.put(bundle, now + settings.sweepInterval().toNanos());
            log.atError()
                    .addKeyValue("bundleRequest", bundle)
                    .setCause(e)
                    .log("A bundle could not be settled and is looked at again later; the others go on");
            return false;
        }
    }
}
