package dev.hallpass.access;

import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.common.TimeOrderedIds;
import dev.hallpass.request.AccessRequests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people have to put right in applications that Hallpass may not change: what somebody else has changed by hand,
 * and what was half done for a grant that came to nothing. No process waits for it, so the order stands in the list of
 * orders alone, and whoever asks for it again finds the one that is there.
 */
@Component
class ByHandRepairs {

    private static final Logger log = LoggerFactory.getLogger(ByHandRepairs.class);

    /** People need a while; the calls are needed for others. */
    private static final Duration SHORTEST_LOOK = Duration.ofSeconds(5);

    private final ByHandRows rows;
    private final ByHandOrders orders;
    private final PairBalances balances;
    private final DriftRows drift;
    private final AccessSettings settings;
    private final AuditTrail audit;
    private final Clock clock;

    ByHandRepairs(
            ByHandRows rows,
            ByHandOrders orders,
            PairBalances balances,
            DriftRows drift,
            AccessSettings settings,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.orders = orders;
        this.balances = balances;
        this.drift = drift;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The pair was read and a person still has to do this. Asks for it, unless it is asked for already or somebody has
     * just reported it; asks again if it was reported some time ago. Whatever becomes of the caller's transaction.
     *
     * @param found the role that was read
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void ask(ByHandOrder order, @Nullable String found) {
        Instant now = clock.instant();
        Optional<BookedOrder> known = rows.repairUnderWay(order.resource(), order.account());
        if (known.isEmpty()) {
            begin(order, now);
        } else {
            if (!known.get().order().equals(order)) {
                rows.reword(known.get().id(), order);
            }
            if (orders.isRead(known.get())) {
                orders.askAgain(known.get(), found);
            }
        }
        lookAgain(order.pair(), now.plus(pause(known.map(BookedOrder::askedAt).orElse(now), now)));
    }

    private void begin(ByHandOrder order, Instant now) {
        UUID id = TimeOrderedIds.next();
        rows.insert(id, rows.requestOf(order.pair()).orElse(null), ByHandPurpose.REPAIR, order, now);
        BookedOrder booked = rows.find(id).orElseThrow();
        audit.record(orders.event(booked, AuditEventType.BY_HAND_ASKED, AccessRequests.SYSTEM)
                .with("instruction", order.instruction())
                .with("fulfillers", order.fulfillers()));
        log.atWarn()
                .addKeyValue("alert", "by-hand")
                .addKeyValue("order", id)
                .addKeyValue("resource", order.resource())
                .addKeyValue("account", order.account())
                .log("Somebody of {} has to put this right: {}", order.fulfillers(), order.instruction());
    }

    private Duration pause(Instant since, Instant now) {
        Duration half = Duration.between(since, now).dividedBy(2);
        Duration pause = half.compareTo(settings.longestRetry()) > 0 ? settings.longestRetry() : half;
        return pause.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : pause;
    }

    private void lookAgain(Pair pair, Instant from) {
        if (balances.find(pair).filter(PairBalance::open).isPresent()) {
            balances.lookAt(pair, from);
            balances.postpone(pair, from);
        }
    }

    /** Does what follows from a look at a pair: asks for what a person has to do, or lays down what is seen to be
     * done. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void follow(Pair pair, Converged looked) {
        if (looked instanceof Converged.ByHand byHand) {
            ask(byHand.order(), balances.find(pair).map(PairBalance::confirmed).orElse(null));
        } else if (looked instanceof Converged.Done) {
            over(pair.resource(), pair.account(), ByHandState.CONFIRMED);
        }
    }

    /** Nothing has to be put right about an account on a resource any more; does nothing if nothing had to. */
    @Transactional
    public void over(ResourceId resource, String account, ByHandState end) {
        rows.repairUnderWay(resource, account).ifPresent(order -> rows.close(order.id(), end, clock.instant()));
    }

    /** Nobody can put anything right on a resource that is gone. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void gone(ResourceId resource) {
        rows.withdrawRepairs(resource, clock.instant());
    }

    /** Somebody says that it was done, so the application is read at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reported(BookedOrder order) {
        Instant now = clock.instant();
        lookAgain(order.order().pair(), now);
        drift.tryNow(order.order().resource(), order.order().account(), now);
    }
}
