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
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The changes of grants in force that need no look at the application, each one transaction. */
@Component
@Transactional
class GrantChanges {

    private final GrantRows rows;
    private final AccessRequests requests;
    private final ProcessOutbox outbox;
    private final AuditTrail audit;
    private final AccessSettings settings;
    private final PairBalances balances;
    private final Clock clock;

    GrantChanges(
            GrantRows rows,
            AccessRequests requests,
            ProcessOutbox outbox,
            AuditTrail audit,
            AccessSettings settings,
            PairBalances balances,
            Clock clock) {
        this.rows = rows;
        this.requests = requests;
        this.outbox = outbox;
        this.audit = audit;
        this.settings = settings;
        this.balances = balances;
        this.clock = clock;
    }

    /**
     * Marks a grant whose time is up as being taken back.
     *
     * @return how it stands if nothing has to be done in the application
     */
    public Optional<TakenBack> beginTakingBack(RequestId id) {
        GrantEntity grant = rows.lockByRequest(id.value()).orElseThrow();
        if (grant.state() == GrantState.ENDED) {
            return Optional.of(new TakenBack.Gone());
        }
        Instant now = clock.instant();
        if (grant.state() == GrantState.ACTIVE && !grant.isOverdue(now)) {
            return Optional.of(new TakenBack.StillInForce(grant.requireExpiry()));
        }
        if (grant.state() == GrantState.ACTIVE) {
            revoke(grant, EndReason.EXPIRED, null);
        }
        return Optional.empty();
    }

    /** Ends a grant that is in force before its time, and tells the process. */
    public Grant endEarly(GrantId id, EndReason reason, PrincipalId by) {
        GrantEntity grant = rows.lock(id.value())
                .orElseThrow(() -> ProblemException.notFound("id", "There is no grant with this id."));
        Grant before = grant.toValue();
        if (reason == EndReason.RELEASED && !before.principal().equals(by)) {
            throw ProblemException.forbidden("Only its holder releases a grant.");
        }
        if (before.state() == GrantState.REVOKING || before.state() == GrantState.ENDED) {
            return before;
        }
        if (before.state() != GrantState.ACTIVE) {
            throw ProblemException.conflict(
                    "Only a grant in force can be ended; this one is %s.".formatted(before.state()));
        }
        revoke(grant, reason, by);
        outbox.enqueue(new ProcessCommand.EndGrant(before.request()));
        return grant.toValue();
    }

    private void revoke(GrantEntity grant, EndReason reason, @Nullable PrincipalId by) {
        Instant now = clock.instant();
        grant.revoke(reason, by == null ? null : by.value(), now, now.plus(settings.sweepGrace()));
        String actor = by == null ? AccessRequests.SYSTEM : by.value();
        AccessRequest request = requests.revoking(grant.request(), reason, grant.due(), actor);
        audit.record(request.event(AuditEventType.GRANT_REVOKING, actor)
                .ofGrant(grant.id())
                .with("reason", reason.name()));
    }

    /** Lets a grant count again that was set aside. */
    public void restore(GrantId id) {
        GrantEntity grant = rows.lock(id.value()).orElseThrow();
        if (grant.state() == GrantState.ACTIVE && grant.isSetAside()) {
            grant.restore();
            audit.record(LedgerEvents.of(grant, requests.lock(grant.request()), AuditEventType.GRANT_RESTORED));
            Grant again = grant.toValue();
            balances.lookAt(new Pair(again.principal(), again.resource(), again.account()), clock.instant());
        }
    }
}
