package dev.hallpass.access;

import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.EndReason;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.ProcessOutbox;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    private final ByHandChecks checks;
    private final ByHandRepairs repairs;
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
            ByHandChecks checks,
            ByHandRepairs repairs,
            AccessRequests requests,
            ProcessOutbox outbox,
            AuditTrail audit,
            Catalog catalog,
            AccessSettings settings,
            Clock clock) {
        this.grants = grants;
        this.balances = balances;
        this.receipts = receipts;
        this.checks = checks;
        this.repairs = repairs;
        this.requests = requests;
        this.outbox = outbox;
        this.audit = audit;
        this.catalog = catalog;
        this.settings = settings;
        this.clock = clock;
    }

    /** Resources that the catalog has noted as gone and on which something lives still. */
    @Transactional(readOnly = true)
    public List<ResourceId> toEnd() {
        return grants.liveOnVanished().stream().map(ResourceId::new).toList();
    }

    /** Ends what lives on one of them; does nothing the second time. */
    public void end(ResourceId id) {
        end(catalog.require(id));
    }

    /** Ends the grants of a resource, lets those fail that have not come into force, and closes its pairs. */
    public void end(Resource resource) {
        Instant now = clock.instant();
        Set<Pair> lookedFor = new HashSet<>();
        for (GrantEntity grant : grants.lockLiveOn(resource.id().value())) {
            Grant live = grant.toValue();
            Pair pair = new Pair(live.principal(), live.resource(), live.account());
            @Nullable PairBalance balance = balances.find(pair).orElse(null);
            if (grant.state() == GrantState.PROVISIONING) {
                fail(grant, "%s does not have %s any more.".formatted(resource.application(), resource.path()));
            } else {
                end(grant, resource, balance == null ? null : balance.confirmed(), now);
            }
            if (resource.kind() == ResourceKind.GROUP && mayBeLeft(balance) && lookedFor.add(pair)) {
                checks.lookForRenamed(resource, live);
            }
        }
        balances.closeAll(resource.id());
        repairs.gone(resource.id());
    }

    /** Whether something was given, or begun to be, that did not stand before. */
    private static boolean mayBeLeft(@Nullable PairBalance balance) {
        return balance != null
                && balance.open()
                && balance.baseline() == null
                && (balance.confirmed() != null
                        || balance.intending()
                        || !balance.late().isEmpty());
    }

    private void fail(GrantEntity grant, String reason) {
        grant.fail(reason);
        AccessRequest request = requests.failed(grant.request(), reason);
        audit.record(
                LedgerEvents.of(grant, request, AuditEventType.GRANT_FAILED).with("reason", reason));
    }

    private void end(GrantEntity grant, Resource resource, @Nullable String confirmed, Instant now) {
        if (grant.state() == GrantState.ACTIVE) {
            grant.revoke(EndReason.RESOURCE_GONE, null, now, now.plus(settings.sweepGrace()));
            AccessRequest revoking =
                    requests.revoking(grant.request(), EndReason.RESOURCE_GONE, grant.due(), AccessRequests.SYSTEM);
            audit.record(LedgerEvents.of(grant, revoking, AuditEventType.GRANT_REVOKING)
                    .with("reason", EndReason.RESOURCE_GONE.name()));
            outbox.enqueue(new ProcessCommand.EndGrant(grant.request()));
        }
        Grant ending = grant.toValue();
        grant.end(now);
        AccessRequest request = requests.ended(grant.request(), now);
        receipts.writeGone(grant, resource, confirmed, now);
        audit.record(LedgerEvents.of(grant, request, AuditEventType.GRANT_ENDED)
                .with("reason", String.valueOf(ending.endReason()))
                .with("resourceGone", true));
    }
}
