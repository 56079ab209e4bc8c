package dev.hallpass.access;

import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.EndReason;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.ProcessOutbox;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Undoes what a request was granted, however far that has come. */
@Component
public class GrantUndoing {

    private final GrantRows rows;
    private final GrantOpening opening;
    private final PairLock lock;
    private final AccessRequests requests;
    private final ProcessOutbox outbox;
    private final AuditTrail audit;
    private final AccessSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    GrantUndoing(
            GrantRows rows,
            GrantOpening opening,
            PairLock lock,
            AccessRequests requests,
            ProcessOutbox outbox,
            AuditTrail audit,
            AccessSettings settings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.opening = opening;
        this.lock = lock;
        this.requests = requests;
        this.outbox = outbox;
        this.audit = audit;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Ends a grant that is in force and tells its process; lets one fail that has not come into force. One that is over,
     * or being taken back, is left alone.
     *
     * @param why a sentence for people
     * @throws AccessDelayedException if the grant is just coming into force; it must be tried again
     */
    public void undo(RequestId request, EndReason reason, String why) {
        Grant grant =
                rows.findByRequestId(request.value()).map(GrantEntity::toValue).orElse(null);
        if (grant != null && grant.state() == GrantState.PROVISIONING) {
            // Nobody brings it into force while this lasts; what is half written then, the fail-safe tidies up.
            lock.holding(
                    new Pair(grant.principal(), grant.resource(), grant.account()), () -> opening.fail(request, why));
        }
        transaction.executeWithoutResult(status -> end(request, reason));
    }

    /**
     * Ends those of many that are in force: all are marked before the first of them is taken back, so that those of the
     * same person and resource cost one write. Nothing is waited for.
     */
    void endInForce(List<RequestId> requestsToEnd, EndReason reason) {
        transaction.executeWithoutResult(status -> requestsToEnd.stream()
                .flatMap(request -> rows.findByRequestId(request.value()).stream())
                .sorted(Comparator.comparing(GrantEntity::id))
                .map(GrantEntity::request)
                .forEach(request -> end(request, reason)));
    }

    /**
     * Somebody withdraws a request that is agreed and not in force yet, such as one that waits to be carried out by hand.
     * What is half done then, the fail-safe reads back and undoes. One that is withdrawn already is left alone.
     *
     * @throws ProblemException of kind conflict if it has come into force, or is over
     * @throws AccessDelayedException if it is just coming into force; it must be tried again
     */
    public void withdraw(RequestId request, PrincipalId by) {
        Grant grant = rows.findByRequestId(request.value())
                .map(GrantEntity::toValue)
                .orElseThrow(() -> ProblemException.conflict("Nothing is being granted by this request."));
        lock.holding(new Pair(grant.principal(), grant.resource(), grant.account()), () -> withdrawLocked(request, by));
    }

    private boolean withdrawLocked(RequestId id, PrincipalId by) {
        // The grant first, as the ledger does, so that the two never wait for each other.
        GrantEntity grant = rows.lockByRequest(id.value()).orElseThrow();
        if (grant.state() == GrantState.FAILED && requests.require(id).state() == RequestState.CANCELLED) {
            return false;
        }
        if (grant.state() != GrantState.PROVISIONING) {
            throw ProblemException.conflict(
                    "Only what is not in force yet is withdrawn; the grant is %s meanwhile.".formatted(grant.state()));
        }
        String why = "Withdrawn by %s.".formatted(by.value());
        grant.fail(why);
        AccessRequest request = requests.withdrawn(id, why, by.value());
        audit.record(
                LedgerEvents.of(grant, request, AuditEventType.GRANT_FAILED).with("reason", why));
        return true;
    }

    private void end(RequestId id, EndReason reason) {
        GrantEntity grant = rows.lockByRequest(id.value()).orElse(null);
        if (grant == null || grant.state() != GrantState.ACTIVE) {
            return;
        }
        Instant now = clock.instant();
        grant.revoke(reason, null, now, now.plus(settings.sweepGrace()));
        AccessRequest request = requests.revoking(id, reason, grant.due(), AccessRequests.SYSTEM);
        audit.record(
                LedgerEvents.of(grant, request, AuditEventType.GRANT_REVOKING).with("reason", reason.name()));
        outbox.enqueue(new ProcessCommand.EndGrant(id));
    }
}
