package dev.hallpass.access;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.common.ProblemException;
import dev.hallpass.connector.Connectors;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.EndReason;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people decide about findings. Whether they may is checked by the caller. */
@Component
@Transactional
public class DriftResolutions {

    private final DriftFindings findings;
    private final DriftRows rows;
    private final GrantRows grants;
    private final GrantChanges changes;
    private final Catalog catalog;
    private final Connectors connectors;
    private final Clock clock;

    DriftResolutions(
            DriftFindings findings,
            DriftRows rows,
            GrantRows grants,
            GrantChanges changes,
            Catalog catalog,
            Connectors connectors,
            Clock clock) {
        this.findings = findings;
        this.rows = rows;
        this.grants = grants;
        this.changes = changes;
        this.catalog = catalog;
        this.connectors = connectors;
        this.clock = clock;
    }

    /**
     * Settles a finding, or orders what will settle it once the application has followed.
     *
     * @param wanted RESTORED, ACCEPTED or REVOKED
     * @return the finding as it stands then
     * @throws ProblemException if it is settled already, or this cannot be done about it
     */
    public DriftFinding decide(UUID id, DriftResolution wanted, PrincipalId by, @Nullable String comment) {
        DriftFinding finding = findings.lock(id);
        if (finding.state() == DriftState.RESOLVED) {
            throw ProblemException.conflict("This finding is settled already: %s.".formatted(finding.resolution()));
        }
        switch (wanted) {
            case ACCEPTED -> findings.settled(finding, wanted, by.value(), comment);
            case RESTORED -> restore(finding, by, comment);
            case REVOKED -> revoke(finding, by, comment);
            case GONE_BY_ITSELF -> throw new IllegalArgumentException("Nobody decides that");
        }
        return findings.require(id);
    }

    private void restore(DriftFinding finding, PrincipalId by, @Nullable String comment) {
        if (isAddition(finding)) {
            throw ProblemException.conflict("Nothing was taken away here that could be given again.");
        }
        List<Grant> inForce = inForce(finding);
        if (inForce.isEmpty()) {
            throw ProblemException.conflict(
                    "No grant in force gives this access, and Hallpass gives none without a grant; ask for it.");
        }
        inForce.forEach(grant -> changes.restore(grant.id()));
        rows.order(finding.id(), DriftResolution.RESTORED, by.value(), comment, clock.instant());
    }

    private void revoke(DriftFinding finding, PrincipalId by, @Nullable String comment) {
        if (isAddition(finding)) {
            takeAway(finding, by, comment);
            return;
        }
        List<Grant> inForce = inForce(finding);
        if (inForce.isEmpty()) {
            throw ProblemException.conflict("No grant in force is left that could be ended.");
        }
        inForce.forEach(grant -> changes.endEarly(grant.id(), EndReason.DRIFT, by));
        findings.settled(finding, DriftResolution.REVOKED, by.value(), comment);
    }

    private void takeAway(DriftFinding finding, PrincipalId by, @Nullable String comment) {
        Resource resource = catalog.require(finding.resource());
        boolean possible = finding.holder() == HolderKind.ACCOUNT
                && !connectors
                        .forApplication(resource.application())
                        .roles(resource.kind())
                        .isEmpty();
        if (!possible) {
            throw ProblemException.conflict(
                    "Hallpass changes what single accounts hold; change this in %s by hand, and the finding settles"
                                    .formatted(resource.application())
                            + " itself.");
        }
        rows.order(finding.id(), DriftResolution.REVOKED, by.value(), comment, clock.instant());
    }

    private List<Grant> inForce(DriftFinding finding) {
        return finding.grants().stream()
                .map(id -> grants.findById(id.value()))
                .flatMap(Optional::stream)
                .map(GrantEntity::toValue)
                .filter(grant -> grant.state() == GrantState.ACTIVE)
                .toList();
    }

    private static boolean isAddition(DriftFinding finding) {
        return finding.kind() == DriftKind.ADDED || finding.kind() == DriftKind.RAISED;
    }
}
