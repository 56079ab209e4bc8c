package dev.hallpass.access;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.Resource;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The application was read back and is as it should be: grants come into force and end with that, with a receipt. */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
class LedgerSettlement {

    private final GrantRows grants;
    private final PairBalances balances;
    private final HandMadeChanges changes;
    private final ReceiptBook receipts;
    private final AccessRequests requests;
    private final LedgerEvents events;
    private final AuditTrail audit;
    private final DriftSettings drift;
    private final Clock clock;

    LedgerSettlement(
            GrantRows grants,
            PairBalances balances,
            HandMadeChanges changes,
            ReceiptBook receipts,
            AccessRequests requests,
            LedgerEvents events,
            AuditTrail audit,
            DriftSettings drift,
            Clock clock) {
        this.grants = grants;
        this.balances = balances;
        this.changes = changes;
        this.receipts = receipts;
        this.requests = requests;
        this.events = events;
        this.audit = audit;
        this.drift = drift;
        this.clock = clock;
    }

    /** Settles a pair of which nothing had to be proved: no grant begins or ends. */
    public void unchanged(Pair pair, Resource resource, Convergence convergence) {
        Instant now = clock.instant();
        PairBalance balance = balances.find(pair).orElseThrow().settled(convergence.before(), now);
        changes.settle(pair, resource, convergence.before(), false);
        boolean live = !grants.lockLive(
                        pair.principal().value(), pair.resource().value(), pair.account())
                .isEmpty();
        balances.saveUnchanged(pair, live ? balance : balance.closed(convergence.before(), now));
    }

    /**
     * Settles a pair with what was read back.
     *
     * @throws DriftSuspectedException if it may have been read as it was before the last change but one
     */
    public void settle(
            Pair pair, Resource resource, Convergence convergence, @Nullable String after, @Nullable String effective) {
        List<GrantEntity> live =
                grants.lockLive(pair.principal().value(), pair.resource().value(), pair.account());
        Instant now = clock.instant();
        PairBalance balance = balances.find(pair).orElseThrow();
        Duration doubt = balance.inDoubtFor(after, now, drift.driftConfirmation());
        if (doubt.isPositive()) {
            throw new DriftSuspectedException(doubt);
        }
        if (convergence.writes() && !Objects.equals(convergence.before(), after)) {
            audit.record(events.of(pair, live, AuditEventType.PERMISSION_WRITTEN)
                    .with("before", LedgerEvents.shown(convergence.before()))
                    .with("after", LedgerEvents.shown(after))
                    .with("effective", LedgerEvents.shown(effective)));
        }
        ReceiptBook.ReadBack read = receipts.explained(resource, pair.account(), after, effective);
        boolean remaining = false;
        for (GrantEntity grant : live) {
            remaining |= !settle(grant, convergence, read, now);
        }
        if (live.isEmpty()) {
            convergence.repairing().stream()
                    .flatMap(id -> grants.findById(id).stream())
                    .forEach(over -> receipts.write(over, ReceiptAction.REPAIRED, convergence, read, now));
        }
        changes.settle(pair, resource, after, !remaining);
        balances.save(pair, remaining ? balance.settled(after, now) : balance.closed(after, now), effective);
    }

    /** Tells whether the grant is over with it. */
    private boolean settle(GrantEntity grant, Convergence convergence, ReceiptBook.ReadBack read, Instant now) {
        if (grant.state() == GrantState.PROVISIONING && convergence.opening().contains(grant.id())) {
            grant.activate(now);
            AccessRequest request = requests.active(grant.request(), now);
            receipts.write(grant, ReceiptAction.ACTIVATED, convergence, read, now);
            audit.record(shown(LedgerEvents.of(grant, request, AuditEventType.GRANT_ACTIVATED), read)
                    .with("expiresAt", grant.requireExpiry().toString()));
        } else if (grant.state() == GrantState.REVOKING && convergence.ending().contains(grant.id())) {
            grant.end(now);
            AccessRequest request = requests.ended(grant.request(), now);
            Receipt receipt = receipts.write(grant, ReceiptAction.ENDED, convergence, read, now);
            AuditEvent event = shown(LedgerEvents.of(grant, request, AuditEventType.GRANT_ENDED), read)
                    .with("reason", String.valueOf(grant.toValue().endReason()));
            audit.record(receipt.residual() ? event.with("otherPaths", receipt.otherPaths()) : event);
            return true;
        } else if (convergence.repairing().contains(grant.id())) {
            receipts.write(grant, ReceiptAction.REPAIRED, convergence, read, now);
        }
        return false;
    }

    private static AuditEvent shown(AuditEvent event, ReceiptBook.ReadBack read) {
        return event.with("explicit", LedgerEvents.shown(read.explicit()))
                .with("effective", LedgerEvents.shown(read.effective()));
    }
}
