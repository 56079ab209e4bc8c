package dev.hallpass.access;

import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.EndReason;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.ProcessOutbox;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends in good order whatever grants live on a resource that its application proved not to have any more. */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
class VanishedResources {

    private final GrantRows grants;
    private final PairBalances balances;
    private final ReceiptBook receipts;
    private final AccessRequests requests;
    private final ProcessOutbox outbox;
    private final AuditTrail audit;
    private final Catalog catalog;
    private final AccessSettings settings;
    private final Clock clock;

    VanishedResources(
            GrantRows grants,
            PairBalances balances,
            ReceiptBook receipts,
            AccessRequests requests,
            ProcessOutbox outbox,
            AuditTrail audit,
            Catalog catalog,
            AccessSettings settings,
            Clock clock) {
        this.grants = grants;
        this.balances = balances;
        this.receipts = receipts;
        this.requests = requests;
        this.outbox = outbox;
        this.audit = audit;
        this.catalog = catalog;
        this.settings = settings;
        this.clock = clock;
    }

    /** Ends what lives on resources that the catalog has noted as gone; does nothing the second time. */
    public void endAll() {
        grants.liveOnVanished().forEach(id -> end(catalog.require(new ResourceId(id))));
    }

    /** Ends the grants of a resource, lets those fail that have not come into force, and closes its pairs. */
    public void end(Resource resource) {
        Instant now = clock.instant();
        for (GrantEntity grant : grants.lockLiveOn(resource.id().value())) {
            if (grant.state() == GrantState.PROVISIONING) {
                fail(grant, "%s does not have %s any more.".formatted(resource.application(), resource.path()));
            } else {
                end(grant, now);
            }
        }
        balances.closeAll(resource.id());
    }

    private void fail(GrantEntity grant, String reason) {
        grant.fail(reason);
        AccessRequest request = requests.failed(grant.request(), reason);
        audit.record(
                LedgerEvents.of(grant, request, AuditEventType.GRANT_FAILED).with("reason", reason));
    }

    private void end(GrantEntity grant, Instant now) {
        if (grant.state() == GrantState.ACTIVE) {
            grant.revoke(EndReason.RESOURCE_GONE, null, now, now.plus(settings.sweepGrace()));
            AccessRequest revoking =
                    requests.revoking(grant.request(), EndReason.RESOURCE_GONE, grant.due(), AccessRequests.SYSTEM);
            audit.record(LedgerEvents.of(grant, revoking, AuditEventType.GRANT_REVOKING)
                    .with("reason", EndReason.RESOURCE_GONE.name()));
            outbox.enqueue(new ProcessCommand.EndGrant(grant.request()));
        }
        Grant ending = grant.toValue();
        String confirmed = balances.find(new Pair(ending.principal(), ending.resource(), ending.account()))
                .map(PairBalance::confirmed)
                .orElse(null);
        grant.end(now);
        AccessRequest request = requests.ended(grant.request(), now);
        receipts.writeGone(grant, confirmed, now);
        audit.record(LedgerEvents.of(grant, request, AuditEventType.GRANT_ENDED)
                .with("reason", String.valueOf(ending.endReason()))
                .with("resourceGone", true));
    }
}
