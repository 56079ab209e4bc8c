package dev.hallpass.access;

import dev.hallpass.connector.Urgency;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
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

    /** Half-done writes must not eat up the calls that revocations need. */
    private static final Duration TIDY_PAUSE = Duration.ofMinutes(1);

    /** From this many failures on, each one is logged as an error: somebody should look. */
    private static final int ALERT_FROM = 3;

    private final GrantRows rows;
    private final PairBalances balances;
    private final Grants grants;
    private final AccessLedger ledger;
    private final ByHandOrders hands;
    private final ByHandRepairs repairs;
    private final VanishedResources vanished;
    private final AccessSettings settings;
    private final Clock clock;
    private final Counter swept;

    RevocationSweeper(
            GrantRows rows,
            PairBalances balances,
            Grants grants,
            AccessLedger ledger,
            ByHandOrders hands,
            ByHandRepairs repairs,
            VanishedResources vanished,
            AccessSettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.rows = rows;
        this.balances = balances;
        this.grants = grants;
        this.ledger = ledger;
        this.hands = hands;
        this.repairs = repairs;
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
        balances.due(now, BATCH).forEach(pair -> work.add(() -> check(pair)));
        balances.openWithoutGrants(now.minus(settings.sweepGrace()), BATCH).forEach(pair -> work.add(() -> tidy(pair)));
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

    /** The next look finds them too, so a failure here holds up nothing. */
    private void endOnVanished() {
        try {
            vanished.endAll();
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("Grants on vanished resources could not be ended and are tried again");
        }
    }

    /** Somebody seems to have changed it, or a grant counts again: it is looked at once more. */
    private void check(Pair pair) {
        balances.lookAt(pair, clock.instant().plus(TIDY_PAUSE));
        try {
            ledger.check(pair).ifPresent(looked -> repairs.follow(pair, looked));
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("pair", pair).log("A permission cannot be looked at now: {}", e.getMessage());
        }
    }

    private void tidy(Pair pair) {
        try {
            repairs.follow(pair, ledger.converge(pair, Urgency.REVOCATION));
        } catch (RuntimeException e) {
            balances.postpone(pair, clock.instant().plus(TIDY_PAUSE));
            log.atWarn().addKeyValue("pair", pair).log("A half-done write is not yet undone: {}", e.getMessage());
        }
    }
}
