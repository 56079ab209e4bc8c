package dev.hallpass.access;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.Principals;
import dev.hallpass.policy.PolicySettings;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.ProcessOutbox;
import dev.hallpass.request.RequestId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Books what approved requests give, a new grant or a longer one, and what comes to nothing; each one transaction. */
@Component
@Transactional
class GrantOpening {

    private final GrantRows rows;
    private final AccessRequests requests;
    private final Catalog catalog;
    private final Principals principals;
    private final ProcessOutbox outbox;
    private final AuditTrail audit;
    private final AccessSettings settings;
    private final PolicySettings limits;
    private final PairBalances balances;
    private final Clock clock;

    GrantOpening(
            GrantRows rows,
            AccessRequests requests,
            Catalog catalog,
            Principals principals,
            ProcessOutbox outbox,
            AuditTrail audit,
            AccessSettings settings,
            PolicySettings limits,
            PairBalances balances,
            Clock clock) {
        this.rows = rows;
        this.requests = requests;
        this.catalog = catalog;
        this.principals = principals;
        this.outbox = outbox;
        this.audit = audit;
        this.settings = settings;
        this.limits = limits;
        this.balances = balances;
        this.clock = clock;
    }

    /** Books the grant of an approved request, or prolongs the one that it names. */
    public Opening open(RequestId id) {
        AccessRequest request = requests.lock(id);
        return switch (request.state()) {
            case APPROVED -> request.isExtension() ? new Opening.Settled(extend(request)) : book(request);
            case PROVISIONING ->
                toConverge(
                        request,
                        rows.findByRequestId(id.value()).orElseThrow().toValue().account());
            case ACTIVE, REVOKING, ENDED -> new Opening.Settled(inForce(request));
            case FAILED -> new Opening.Settled(new Provisioned.Failed(String.valueOf(request.reason())));
            default ->
                throw new IllegalStateException(
                        "Request %s is %s and cannot be provisioned".formatted(id, request.state()));
        };
    }

    private Provisioned inForce(AccessRequest request) {
        if (request.isExtension()) {
            return new Provisioned.Extended();
        }
        Grant grant = rows.findByRequestId(request.id().value()).orElseThrow().toValue();
        if (grant.expiresAt() == null) {
            throw new IllegalStateException("Grant %s is %s and has no end".formatted(grant.id(), grant.state()));
        }
        return new Provisioned.InForce(grant.expiresAt());
    }

    private Opening book(AccessRequest request) {
        String application = catalog.require(request.resource()).application();
        Principal beneficiary = principals.require(request.beneficiary(), "beneficiary");
        String account = beneficiary.accounts().get(application);
        requests.provisioning(request.id());
        if (account == null || !beneficiary.active()) {
            String reason = beneficiary.active()
                    ? "%s has no known account in %s."
                            .formatted(beneficiary.id().value(), application)
                    : "%s is not active any more.".formatted(beneficiary.id().value());
            requests.failed(request.id(), reason);
            return new Opening.Settled(new Provisioned.Failed(reason));
        }
        GrantEntity grant = rows.save(new GrantEntity(
                request, account, clock.instant(), clock.instant().plus(settings.sweepGrace())));
        audit.record(about(grant, request, AuditEventType.GRANT_OPENED).with("role", request.role()));
        return toConverge(request, account);
    }

    private static Opening toConverge(AccessRequest request, String account) {
        return new Opening.ToConverge(
                new Pair(request.beneficiary(), request.resource(), account),
                Objects.requireNonNullElse(request.decidedAt(), request.submittedAt()));
    }

    private Provisioned extend(AccessRequest request) {
        GrantEntity grant =
                rows.lock(Objects.requireNonNull(request.extendsGrant())).orElseThrow();
        String refusal = refusalToExtend(grant.toValue(), request);
        if (refusal != null) {
            requests.failed(request.id(), refusal);
            return new Provisioned.Failed(refusal);
        }
        boolean setAside = grant.isSetAside();
        grant.extend(request.duration());
        if (setAside) {
            Grant again = grant.toValue();
            balances.lookAt(new Pair(again.principal(), again.resource(), again.account()), clock.instant());
        }
        requests.extended(request.id());
        Grant extended = grant.toValue();
        audit.record(about(grant, request, AuditEventType.GRANT_EXTENDED)
                .with("by", request.duration().toString())
                .with("expiresAt", String.valueOf(extended.expiresAt())));
        outbox.enqueue(new ProcessCommand.MoveEnd(extended.request()));
        return new Provisioned.Extended();
    }

    private @Nullable String refusalToExtend(Grant grant, AccessRequest request) {
        Instant activatedAt = grant.activatedAt();
        Instant expiresAt = grant.expiresAt();
        if (grant.state() != GrantState.ACTIVE
                || activatedAt == null
                || expiresAt == null
                || !clock.instant().isBefore(expiresAt)) {
            return "The grant was over before its extension was agreed.";
        }
        Duration whole = Duration.between(activatedAt, expiresAt).plus(request.duration());
        if (whole.compareTo(request.wholeDuration()) > 0) {
            // The policy and the approvers judged another length than the one this would come to.
            return "The grant was extended meanwhile; ask again.";
        }
        return whole.compareTo(limits.absoluteCeiling()) > 0
                ? "The grant would last longer than %s.".formatted(limits.absoluteCeiling())
                : null;
    }

    /** The application refuses for good. */
    public Provisioned fail(RequestId id, String reason) {
        // The grant first, as the ledger does, so that the two never wait for each other.
        GrantEntity grant = rows.lockByRequest(id.value()).orElseThrow();
        AccessRequest request = requests.lock(id);
        if (grant.state() != GrantState.PROVISIONING) {
            return inForce(request);
        }
        grant.fail(reason);
        requests.failed(id, reason);
        audit.record(about(grant, request, AuditEventType.GRANT_FAILED).with("reason", reason));
        return new Provisioned.Failed(reason);
    }

    private static AuditEvent about(GrantEntity grant, AccessRequest request, AuditEventType type) {
        return request.event(type, AccessRequests.SYSTEM).ofGrant(grant.id());
    }
}
