package dev.hallpass.access;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.common.ProblemException;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import dev.hallpass.policy.PolicySettings;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.EndReason;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.ProcessOutbox;
import dev.hallpass.request.RequestId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The changes of grants that need no look at the application, each one transaction. */
@Component
@Transactional
class GrantChanges {

    /** People need a while; the calls are needed for others. */
    private static final Duration SHORTEST_LOOK = Duration.ofSeconds(5);

    /** How long a grant waits for our credentials to be put right, as for an application that does not answer. */
    private static final Duration PATIENCE_WITH_CREDENTIALS = Duration.ofHours(24);

    private final GrantRows rows;
    private final AccessRequests requests;
    private final Catalog catalog;
    private final Principals principals;
    private final ProcessOutbox outbox;
    private final AuditTrail audit;
    private final AccessSettings settings;
    private final PolicySettings limits;
    private final RetryDelay retryDelay;
    private final PairBalances balances;
    private final Clock clock;

    GrantChanges(
            GrantRows rows,
            AccessRequests requests,
            Catalog catalog,
            Principals principals,
            ProcessOutbox outbox,
            AuditTrail audit,
            AccessSettings settings,
            PolicySettings limits,
            RetryDelay retryDelay,
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
        this.retryDelay = retryDelay;
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
        audit.record(about(grant.toValue(), request, AuditEventType.GRANT_OPENED, AccessRequests.SYSTEM)
                .with("role", request.role()));
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
            lookSoon(grant.toValue());
        }
        requests.extended(request.id());
        Grant extended = grant.toValue();
        audit.record(about(extended, request, AuditEventType.GRANT_EXTENDED, AccessRequests.SYSTEM)
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
        audit.record(about(grant.toValue(), request, AuditEventType.GRANT_FAILED, AccessRequests.SYSTEM)
                .with("reason", reason));
        return new Provisioned.Failed(reason);
    }

    /**
     * Whether a refusal is our credentials' fault and may still be put right by whoever looks after them: for a day
     * from when the grant was opened.
     */
    public boolean waitsForCredentials(RequestId id, ConnectorException refusal) {
        return refusal.credentialBlamed()
                && rows.findByRequestId(id.value())
                        .map(grant -> grant.openedAt().plus(PATIENCE_WITH_CREDENTIALS))
                        .filter(clock.instant()::isBefore)
                        .isPresent();
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
        audit.record(about(grant.toValue(), request, AuditEventType.GRANT_REVOKING, actor)
                .with("reason", reason.name()));
    }

    /** Books a failed attempt and tells when to try again. */
    public Duration attemptFailed(RequestId id, String error, RuntimeException cause) {
        GrantEntity grant = rows.lockByRequest(id.value()).orElseThrow();
        Duration delay = retryDelay.after(grant.failedAttempts(), cause);
        if (grant.state() == GrantState.REVOKING || grant.state() == GrantState.PROVISIONING) {
            grant.attemptFailed(error, clock.instant().plus(delay), cause instanceof ConnectorException.RateLimited);
            AuditEventType type = grant.state() == GrantState.REVOKING
                    ? AuditEventType.REVOCATION_FAILED
                    : AuditEventType.PROVISIONING_FAILED;
            audit.record(about(grant.toValue(), requests.require(id), type, AccessRequests.SYSTEM)
                    .with("attempt", grant.failedAttempts())
                    .with("error", error));
        }
        return delay;
    }

    /** Lets a grant count again that was set aside. */
    public void restore(GrantId id) {
        GrantEntity grant = rows.lock(id.value()).orElseThrow();
        if (grant.state() == GrantState.ACTIVE && grant.isSetAside()) {
            grant.restore();
            audit.record(LedgerEvents.of(grant, requests.lock(grant.request()), AuditEventType.GRANT_RESTORED));
            lookSoon(grant.toValue());
        }
    }

    private void lookSoon(Grant grant) {
        balances.lookAt(new Pair(grant.principal(), grant.resource(), grant.account()), clock.instant());
    }

    /** It is not its turn yet, or somebody seems to have changed the permission: no failure, but to be tried again. */
    public AccessDelayedException readAgain(RequestId id, AccessDelayedException suspected) {
        boolean forWantOfCalls = suspected instanceof NoPlaceException none && none.isForWantOfCalls();
        rows.lockByRequest(id.value())
                .filter(GrantChanges::isUnderWay)
                .ifPresent(grant -> grant.lookAgain(
                        clock.instant().plus(suspected.retryAfter()), suspected.getMessage(), forWantOfCalls));
        return suspected;
    }

    /** A person was told what to do: it is read back at growing intervals whether it was done. */
    public void waitsForHands(RequestId id, ByHandOrder order) {
        GrantEntity grant = rows.lockByRequest(id.value()).orElseThrow();
        if (isUnderWay(grant)) {
            Instant now = clock.instant();
            Instant since = Objects.requireNonNullElse(grant.revokingSince(), grant.openedAt());
            Duration half = Duration.between(since, now).dividedBy(2);
            Duration pause = half.compareTo(settings.longestRetry()) > 0 ? settings.longestRetry() : half;
            pause = pause.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : pause;
            grant.lookAgain(now.plus(pause), "Waits to be done by hand: " + order.instruction(), false);
        }
    }

    private static boolean isUnderWay(GrantEntity grant) {
        return grant.state() == GrantState.REVOKING || grant.state() == GrantState.PROVISIONING;
    }

    private static AuditEvent about(Grant grant, AccessRequest request, AuditEventType type, String actor) {
        return request.event(type, actor).ofGrant(grant.id().value());
    }
}
