package dev.hallpass.access;

import dev.hallpass.catalog.AccountAccess;
import dev.hallpass.catalog.ObservedAccess;
import dev.hallpass.catalog.PermissionDifference;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.connector.ApplicationRules;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.Connectors;
import dev.hallpass.connector.DriftResponse;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.AccessRequests;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes findings of what was read to be changed by hand where no grant is at work. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class DriftObservations {

    private final DriftFindings findings;
    private final DriftRows rows;
    private final ObservedPairs pairs;
    private final Connectors connectors;
    private final ObservedAccess observed;
    private final DriftSettings drift;
    private final Clock clock;

    DriftObservations(
            DriftFindings findings,
            DriftRows rows,
            ObservedPairs pairs,
            Connectors connectors,
            ObservedAccess observed,
            DriftSettings drift,
            Clock clock) {
        this.findings = findings;
        this.rows = rows;
        this.pairs = pairs;
        this.connectors = connectors;
        this.observed = observed;
        this.drift = drift;
        this.clock = clock;
    }

    /** The ledger had settled a pair when its last grant ended, and it was changed since. */
    public void changedAfterItsGrants(Resource resource, ObservedPairs.Differing pair, boolean doubted) {
        pairs.noteChanged(pair.pair(), pair.observed(), clock.instant());
        changed(
                resource,
                new PermissionDifference(HolderKind.ACCOUNT, pair.pair().account(), pair.confirmed(), pair.observed()),
                pair.pair().principal(),
                doubted);
    }

    /**
     * A permission that the ledger knows nothing of has changed between two readings.
     *
     * @param doubted whether nothing may have changed at all: then nothing is taken from anybody
     */
    public void changed(
            Resource resource, PermissionDifference seen, @Nullable PrincipalId principal, boolean doubted) {
        List<DriftFinding> open = rows.open(resource.id(), seen.kind(), seen.holder());
        // Several changes one after the other are one from what it was at first to what it is now.
        @Nullable
        String expected = open.isEmpty() ? seen.before() : open.getFirst().standing();
        if (Objects.equals(expected, seen.after())) {
            open.stream().filter(finding -> finding.ordered() == null).forEach(this::goneByItself);
            return;
        }
        Connector connector = connectors.forApplication(resource.application());
        DriftKind kind = DriftLevels.kind(resource, connector, expected, seen.after());
        open.stream().filter(finding -> finding.kind() != kind).forEach(this::goneByItself);
        DriftResponse response = doubted ? DriftResponse.REPORT : response(resource, connector, seen, kind);
        UUID id = findings.found(new DriftFinding.Seen(
                principal,
                resource.id(),
                seen.kind(),
                seen.holder(),
                kind,
                expected,
                seen.after(),
                expected,
                response,
                List.of()));
        if (response == DriftResponse.REVOKE) {
            rows.order(
                    id,
                    DriftResolution.REVOKED,
                    AccessRequests.SYSTEM,
                    null,
                    clock.instant().plus(drift.driftConfirmation()));
        }
    }

    private void goneByItself(DriftFinding finding) {
        findings.settled(finding, DriftResolution.GONE_BY_ITSELF, AccessRequests.SYSTEM, null);
    }

    /** Nothing is given without a grant, so what was taken away is reported whatever the settings say. */
    private DriftResponse response(Resource resource, Connector connector, PermissionDifference seen, DriftKind kind) {
        ApplicationRules rules = connectors.rules(resource.application());
        boolean added = kind == DriftKind.ADDED || kind == DriftKind.RAISED;
        boolean takesAway = rules.drift() == DriftResponse.REVOKE
                && added
                && seen.kind() == HolderKind.ACCOUNT
                && !connector.roles(resource.kind()).isEmpty()
                && !isUntouched(resource, connector, seen.holder());
        return takesAway ? DriftResponse.REVOKE : DriftResponse.REPORT;
    }

    /** Taking from our own account could leave nobody who gives it back. */
    private boolean isUntouched(Resource resource, Connector connector, String account) {
        if (drift.driftUntouched().contains(account)) {
            return true;
        }
        AccountAccess known = observed.of(resource, account);
        return connector.credentials().stream()
                .anyMatch(credential -> credential.name().equals(account)
                        || credential.name().equalsIgnoreCase(known.email())
                        || credential.name().equalsIgnoreCase(known.displayName()));
    }

    /** All that is open about a resource is over with it. */
    public void gone(ResourceId resource) {
        rows.openOn(resource).forEach(this::goneByItself);
    }

    /** What is open about grants that are over meanwhile is over with them. */
    @Transactional
    public void settleWhatIsOver() {
        rows.openWithoutGrants(100).forEach(this::goneByItself);
    }
}
