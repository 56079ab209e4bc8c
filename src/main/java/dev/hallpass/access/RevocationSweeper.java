package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The fail-safe outside the engine: whatever is overdue by more than the grace is revoked from here, and whatever
 * failed is tried again for ever. It knows nothing but the database, so no engine outage leaves access behind.
 */
@Component
class RevocationSweeper {

    private static final Logger log = LoggerFactory.getLogger(RevocationSweeper.class);
    private static final int BATCH = 200;

    /** From this many failures on, each one is logged as an error: somebody should look. */
    private static final int ALERT_FROM = 3;

    private final GrantRows rows;
    private final PairLooks looks;
    private final Grants grants;
    private final ByHandOrders hands;
    private final VanishedResources vanished;
    private final AccessSettings settings;
    private final Clock clock;
    private final Counter swept;

    RevocationSweeper(
            GrantRows rows,
            PairLooks looks,
            Grants grants,
            ByHandOrders hands,
            VanishedResources vanished,
            AccessSettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.rows = rows;
        this.looks = looks;
        this.grants = grants;
        this.hands = hands;
        this.vanished = vanished;
        this.settings = settings;
        this.clock = clock;
        this.swept = Counter.builder("hallpass.sweeper.revocations")
                .description("Grants that the fail-safe took back because the engine had not")
                .register(metrics);
        Gauge.builder("hallpass.revocations.failing", rows, GrantRows::countFailingRevocations)
                .description("Grants whose taking back has failed and is tried again; above zero somebody should look")
                .register(metrics);
    }

    /** One look at everything. */
    void sweep() {
        takeBackOverdue();
        settleTheRest();
    }

    /** One look at everything overdue, which must not wait until all the rest has had its turn. */
    @Scheduled(fixedDelayString = "${hallpass.access.sweep-interval:PT1S}")
    void takeBackOverdue() {
        endOnVanished();
        Instant now = clock.instant();
        List<Grant> due = new ArrayList<>();
        rows.overdue(now.minus(settings.sweepGrace()), Limit.of(BATCH)).forEach(grant -> due.add(grant.toValue()));
        rows.toRevoke(now, Limit.of(BATCH)).forEach(grant -> due.add(grant.toValue()));
        atOnce(due.stream()
                .<Runnable>map(grant -> () -> following(grant, () -> takeBack(grant)))
                .toList());
    }

    /** One look at what came into force and was not settled, what is half done, and what may have been changed. */
    @Scheduled(fixedDelayString = "${hallpass.access.sweep-interval:PT1S}")
    void settleTheRest() {
        Instant now = clock.instant();
        List<Runnable> work = new ArrayList<>();
        looks.due(BATCH).forEach(pair -> work.add(() -> looks.look(pair)));
        rows.toProvision(now, Limit.of(BATCH)).stream()
                .map(GrantEntity::toValue)
                .forEach(grant -> work.add(() -> following(grant, () -> settle(grant))));
        atOnce(work);
    }

    /** The lock on pairs lets a few work at a time, in the order of their turns. */
    private static void atOnce(List<Runnable> work) {
        if (work.isEmpty()) {
            return;
        }
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            work.forEach(workers::execute);
        }
    }

    /** No call has caused it, so logs, trail and calls to the application carry the request's own id. */
    private static void following(Grant grant, Runnable work) {
        try (MDC.MDCCloseable closed =
                MDC.putCloseable("requestId", grant.request().toString())) {
            work.run();
        }
    }

    private void takeBack(Grant grant) {
        try {
            TakenBack takenBack = grants.takeBack(grant.request());
            if (takenBack instanceof TakenBack.ByHand byHand) {
                // The engine would ask for it too, and then waits for the same order.
                hands.ask(grant.request(), ByHandPurpose.REVOKE, byHand.order());
            } else if (takenBack instanceof TakenBack.Gone) {
                swept.increment();
                log.atInfo()
                        .addKeyValue("grant", grant.id())
                        .addKeyValue("request", grant.request())
                        .log("The fail-safe took back a grant that the engine had not ended");
            }
        } catch (NoPlaceException | DriftSuspectedException e) {
            log.atInfo().addKeyValue("grant", grant.id()).log(e.getMessage());
        } catch (AccessDelayedException e) {
            var entry = grant.failedAttempts() + 1 >= ALERT_FROM ? log.atError() : log.atWarn();
            entry.addKeyValue("grant", grant.id())
                    .addKeyValue("request", grant.request())
                    .addKeyValue("attempt", grant.failedAttempts() + 1)
                    .log("Access could not be taken back and is tried again: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("grant", grant.id())
                    .setCause(e)
                    .log("The fail-safe met an unexpected error and tries again");
        }
    }

    /** A permission that was written, but never settled since the engine is away, has no end yet: it gets one here. */
    private void settle(Grant grant) {
        try {
            grants.provision(grant.request());
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("grant", grant.id())
                    .log("A grant could not be settled and is tried again: {}", e.getMessage());
        }
    }

    /** The next look finds them too, and a resource where it fails holds up nothing. */
    private void endOnVanished() {
        for (ResourceId gone : vanished.toEnd()) {
            try {
                vanished.end(gone);
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("resource", gone)
                        .setCause(e)
                        .log("Grants on a vanished resource could not be ended and are tried again");
            }
        }
    }
}
