package dev.hallpass.access;

import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.Resource;
import dev.hallpass.connector.Connectors;
import dev.hallpass.connector.DriftResponse;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.EndReason;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.ProcessOutbox;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What becomes of a pair whose permission somebody has changed by hand: it is always shown and told, and stays what
 * stands without grants; what becomes of the grants is the application's choice.
 */
@Component
class HandMadeChanges {

    private static final Set<DriftKind> TAKEN = Set.of(DriftKind.REMOVED, DriftKind.LOWERED);

    private final Connectors connectors;
    private final DriftFindings findings;
    private final LedgerEvents events;
    private final AccessRequests requests;
    private final ProcessOutbox outbox;
    private final AuditTrail audit;
    private final AccessSettings settings;
    private final DriftSettings drift;

    HandMadeChanges(
            Connectors connectors,
            DriftFindings findings,
            LedgerEvents events,
            AccessRequests requests,
            ProcessOutbox outbox,
            AuditTrail audit,
            AccessSettings settings,
            DriftSettings drift) {
        this.connectors = connectors;
        this.findings = findings;
        this.events = events;
        this.requests = requests;
        this.outbox = outbox;
        this.audit = audit;
        this.settings = settings;
        this.drift = drift;
    }

    /** Whether a reading that we cannot explain was made before, long enough ago not to be an old one both times. */
    boolean isBelieved(PairBalance known, @Nullable String observed, Instant now) {
        if (drift.driftConfirmation().isZero()) {
            return true;
        }
        PairBalance.Suspicion suspicion = known.suspicion();
        return suspicion != null
                && Objects.equals(suspicion.role(), observed)
                && !now.isBefore(suspicion.since().plus(drift.driftConfirmation()));
    }

    /** Suspects a reading; a suspicion that is there already keeps its time. */
    PairBalance.Suspicion suspect(PairBalance known, @Nullable String observed, Instant now) {
        PairBalance.Suspicion suspicion = known.suspicion();
        return suspicion != null && Objects.equals(suspicion.role(), observed)
                ? suspicion
                : new PairBalance.Suspicion(observed, now);
    }

    /** Takes a change in that is believed, and lets the grants in force feel it as the application's settings say. */
    PairBalance takeIn(
            Pair pair,
            Resource resource,
            PairBalance known,
            @Nullable String observed,
            List<GrantEntity> live,
            Instant now) {
        DriftResponse response = connectors.rules(resource.application()).drift();
        DriftKind kind = DriftLevels.kind(
                resource, connectors.forApplication(resource.application()), known.confirmed(), observed);
        boolean taken = TAKEN.contains(kind);
        List<GrantEntity> concerned = live.stream()
                .filter(grant -> grant.state() == GrantState.ACTIVE && !grant.isSetAside())
                .filter(grant -> !taken || level(resource, grant.role()) > level(resource, observed))
                .toList();
        settleWhatIsGone(pair, resource, observed);
        findings.found(DriftFinding.Seen.ofPair(
                pair,
                kind,
                known.confirmed(),
                observed,
                known.baseline(),
                response,
                concerned.stream().map(grant -> new GrantId(grant.id())).toList()));
        boolean stays = taken || response != DriftResponse.REVOKE;
        if (stays && !Objects.equals(known.baseline(), observed)) {
            audit.record(events.of(pair, live, AuditEventType.BASELINE_CHANGED)
                    .with("expected", LedgerEvents.shown(known.confirmed()))
                    .with("found", LedgerEvents.shown(observed))
                    .with("baselineBefore", LedgerEvents.shown(known.baseline())));
        }
        if (taken && response == DriftResponse.REPORT) {
            concerned.forEach(grant -> setAside(grant, now));
        } else if (taken && response == DriftResponse.REVOKE) {
            concerned.forEach(grant -> end(grant, now));
        }
        return known.setByHand(stays ? observed : known.baseline(), observed);
    }

    private void setAside(GrantEntity grant, Instant now) {
        grant.setAside(now);
        audit.record(LedgerEvents.of(grant, requests.lock(grant.request()), AuditEventType.GRANT_SET_ASIDE));
    }

    private void end(GrantEntity grant, Instant now) {
        grant.revoke(EndReason.DRIFT, null, now, now.plus(settings.sweepGrace()));
        AccessRequest request = requests.revoking(grant.request(), EndReason.DRIFT, grant.due(), AccessRequests.SYSTEM);
        audit.record(
                LedgerEvents.of(grant, request, AuditEventType.GRANT_REVOKING).with("reason", EndReason.DRIFT.name()));
        outbox.enqueue(new ProcessCommand.EndGrant(grant.request()));
    }

    /** What was found before and was changed back by hand. */
    private void settleWhatIsGone(Pair pair, Resource resource, @Nullable String observed) {
        findings.open(pair).stream()
                .filter(open -> isRight(resource, open, observed))
                .forEach(open -> findings.settled(open, DriftResolution.GONE_BY_ITSELF, AccessRequests.SYSTEM, null));
    }

    /** The application was read back: what is as it should be again, or is about nothing any more, is settled. */
    void settle(Pair pair, Resource resource, @Nullable String after, boolean closed) {
        for (DriftFinding open : findings.open(pair)) {
            boolean taken = TAKEN.contains(open.kind());
            if (isRight(resource, open, after)) {
                DriftResolution resolution = taken ? DriftResolution.RESTORED : DriftResolution.REVOKED;
                findings.settled(open, resolution, AccessRequests.SYSTEM, null);
            } else if (closed && taken) {
                DriftResolution resolution = open.response() == DriftResponse.REVOKE
                        ? DriftResolution.REVOKED
                        : DriftResolution.GONE_BY_ITSELF;
                findings.settled(open, resolution, AccessRequests.SYSTEM, null);
            }
        }
    }

    private static boolean isRight(Resource resource, DriftFinding open, @Nullable String role) {
        int difference = level(resource, role) - level(resource, open.expected());
        return TAKEN.contains(open.kind()) ? difference >= 0 : difference <= 0;
    }

    private static int level(Resource resource, @Nullable String role) {
        return OtherPaths.level(resource, role);
    }
}
