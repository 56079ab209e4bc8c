package dev.hallpass.access;

import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of attempts to bring a grant about or to take it back that did not settle it, and when it is tried again. */
@Component
@Transactional
class GrantAttempts {

    /** People need a while; the calls are needed for others. */
    private static final Duration SHORTEST_LOOK = Duration.ofSeconds(5);

    /** How long a grant waits for our credentials to be put right, as for an application that does not answer. */
    private static final Duration PATIENCE_WITH_CREDENTIALS = Duration.ofHours(24);

    private final GrantRows rows;
    private final AccessRequests requests;
    private final AuditTrail audit;
    private final AccessSettings settings;
    private final RetryDelay retryDelay;
    private final Clock clock;

    GrantAttempts(
            GrantRows rows,
            AccessRequests requests,
            AuditTrail audit,
            AccessSettings settings,
            RetryDelay retryDelay,
            Clock clock) {
        this.rows = rows;
        this.requests = requests;
        this.audit = audit;
        this.settings = settings;
        this.retryDelay = retryDelay;
        this.clock = clock;
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

    /** Books a failed attempt and tells when to try again. */
    public Duration attemptFailed(RequestId id, String error, RuntimeException cause) {
        GrantEntity grant = rows.lockByRequest(id.value()).orElseThrow();
        Duration delay = retryDelay.after(grant.failedAttempts(), cause);
        if (grant.state() == GrantState.REVOKING || grant.state() == GrantState.PROVISIONING) {
            grant.attemptFailed(error, clock.instant().plus(delay), cause instanceof ConnectorException.RateLimited);
            AuditEventType type = grant.state() == GrantState.REVOKING
                    ? AuditEventType.REVOCATION_FAILED
                    : AuditEventType.PROVISIONING_FAILED;
            audit.record(requests.require(id)
                    .event(type, AccessRequests.SYSTEM)
                    .ofGrant(grant.id())
                    .with("attempt", grant.failedAttempts())
                    .with("error", error));
        }
        return delay;
    }

    /** It is not its turn yet, or somebody seems to have changed the permission: no failure, but to be tried again. */
    public AccessDelayedException readAgain(RequestId id, AccessDelayedException suspected) {
        boolean forWantOfCalls = suspected instanceof NoPlaceException none && none.isForWantOfCalls();
        rows.lockByRequest(id.value())
                .filter(GrantAttempts::isUnderWay)
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
}
