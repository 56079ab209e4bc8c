package dev.hallpass.access;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries out what was ordered about findings, again and again until it is done. */
@Component
class DriftOrders {

    private static final Logger log = LoggerFactory.getLogger(DriftOrders.class);
    private static final int BATCH = 50;

    private final DriftRows rows;
    private final DriftRepair repair;
    private final DriftObservations observations;
    private final RetryDelay retryDelay;
    private final AccessSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DriftOrders(
            DriftRows rows,
            DriftRepair repair,
            DriftObservations observations,
            RetryDelay retryDelay,
            AccessSettings settings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.repair = repair;
        this.observations = observations;
        this.retryDelay = retryDelay;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** One look at everything ordered, and at what is over without that. */
    @Scheduled(fixedDelayString = "${hallpass.access.sweep-interval:PT1S}")
    void carryOut() {
        observations.settleWhatIsOver();
        List<DriftFinding> due = rows.due(clock.instant(), BATCH);
        if (due.isEmpty()) {
            return;
        }
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(finding -> workers.execute(() -> carryOut(finding)));
        }
    }

    private void carryOut(DriftFinding finding) {
        Instant now = clock.instant();
        // Whoever dies at it leaves it to the next one after a while.
        Optional<DriftFinding> claimed = transaction.execute(status ->
                rows.claim(finding.id(), now, now.plus(settings.lockTimeout()).plus(settings.longestRetry())));
        if (claimed == null || claimed.isEmpty()) {
            return;
        }
        try {
            repair.carryOut(claimed.get());
        } catch (RuntimeException e) {
            Instant next = clock.instant().plus(retryDelay.after(claimed.get().attempts(), e));
            transaction.executeWithoutResult(
                    status -> rows.attemptFailed(finding.id(), String.valueOf(e.getMessage()), next));
            boolean expected = e instanceof DriftSuspectedException
                    || e instanceof WaitsForHandsException
                    || e instanceof NoPlaceException;
            (expected ? log.atInfo() : log.atError().addKeyValue("alert", "drift"))
                    .addKeyValue("finding", finding.id())
                    .addKeyValue("attempt", claimed.get().attempts() + 1)
                    .log(
                            "What was ordered about a change by hand is not done yet and is looked at again: {}",
                            e.getMessage());
        }
    }
}
