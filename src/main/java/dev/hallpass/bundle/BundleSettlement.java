package dev.hallpass.bundle;

import dev.hallpass.access.AccessDelayedException;
import dev.hallpass.access.GrantUndoing;
import dev.hallpass.approval.Approvals;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.EndReason;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.ProcessOutbox;
import dev.hallpass.request.RequestState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves bundle requests on as their parts move. What is to become of a bundle is committed before anything is done about
 * its parts, and each part is one transaction: whoever comes after a crash finds what is left to do.
 *
 * <p>Locks are taken from the bundle to its parts, and by nobody the other way round.
 */
@Component
class BundleSettlement {

    private static final Logger log = LoggerFactory.getLogger(BundleSettlement.class);

    private final BundleRequestRows rows;
    private final AccessRequests requests;
    private final Approvals approvals;
    private final GrantUndoing undoing;
    private final ProcessOutbox outbox;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final BundleCourse course;
    private final Clock clock;

    BundleSettlement(
            BundleRequestRows rows,
            AccessRequests requests,
            Approvals approvals,
            GrantUndoing undoing,
            ProcessOutbox outbox,
            AuditTrail audit,
            Catalog catalog,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.requests = requests;
        this.approvals = approvals;
        this.undoing = undoing;
        this.outbox = outbox;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.course = new BundleCourse(part -> catalog.find(part.resource())
                .map(Resource::path)
                .orElse(part.resource().toString()));
        this.clock = clock;
    }

    /** Brings a bundle as far as its parts allow; comes to the same when called again. */
    void settle(BundleRequestId id) {
        Optional<BundleRequest> looked = transaction.execute(status -> look(id));
        looked.filter(bundle -> bundle.state() == BundleRequestState.UNDOING).ifPresent(bundle -> {
            String why = "The bundle is undone. " + bundle.reason();
            requests.partsOf(List.of(id.value())).forEach(part -> undo(part, why));
        });
    }

    private Optional<BundleRequest> look(BundleRequestId id) {
        return rows.lock(id).filter(locked -> !locked.state().isFinal()).map(locked -> {
            BundleRequest moved = advance(locked);
            rows.lookedAt(id, clock.instant());
            if (moved.state() == BundleRequestState.AGREED) {
                tellAgreed(id);
            }
            return moved;
        });
    }

    /** Moves a locked bundle on, state by state, and tells how it stands then. */
    BundleRequest advance(BundleRequest locked) {
        BundleRequest bundle = locked;
        while (true) {
            Optional<BundleMove> next =
                    course.next(bundle, requests.partsOf(List.of(bundle.id().value())));
            if (next.isEmpty()) {
                return bundle;
            }
            bundle = move(bundle, next.get(), AccessRequests.SYSTEM);
        }
    }

    /** Moves a locked bundle to a state. */
    BundleRequest move(BundleRequest bundle, BundleMove to, String by) {
        rows.move(bundle.id(), to, clock.instant());
        audit.record(BundleEvents.moved(bundle, to, by));
        return rows.find(bundle.id()).orElseThrow();
    }

    /** Wakes the processes of the parts that wait for the others. */
    private void tellAgreed(BundleRequestId id) {
        requests.partsOf(List.of(id.value())).stream()
                .filter(part -> part.state() == RequestState.APPROVED)
                .forEach(part -> outbox.enqueue(new ProcessCommand.BundleMoved(part.id())));
    }

    private void undo(AccessRequest part, String why) {
        try {
            switch (part.state()) {
                case SUBMITTED, EVALUATED, AWAITING_APPROVAL, APPROVED ->
                    transaction.executeWithoutResult(status -> withdraw(part, why, AccessRequests.SYSTEM));
                case PROVISIONING, ACTIVE -> undoing.undo(part.id(), EndReason.BUNDLE_UNDONE, why);
                case REVOKING, ENDED, DENIED, CANCELLED, LAPSED, FAILED -> {
                    // Over, or on its way.
                }
            }
        } catch (AccessDelayedException e) {
            log.atInfo().addKeyValue("request", part.id()).log("A part is undone later: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("request", part.id())
                    .setCause(e)
                    .log("A part of a bundle could not be undone and is tried again");
        }
    }

    /** Withdraws a part that is not provisioned, and lets its process know wherever that waits. */
    @Nullable
    AccessRequest withdraw(AccessRequest part, String why, String by) {
        AccessRequest withdrawn = approvals.withdraw(part.id(), why, by).orElse(null);
        if (withdrawn != null) {
            outbox.enqueue(new ProcessCommand.BundleMoved(part.id()));
        }
        return withdrawn;
    }
}
