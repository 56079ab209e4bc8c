package dev.hallpass.access;

import dev.hallpass.catalog.Resource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Urgency;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls to the application about one account on one resource. */
final class PermissionCalls {

    private static final Logger log = LoggerFactory.getLogger(PermissionCalls.class);
    /** In place of an effective role that our credentials may not see. */
    static final String UNKNOWN = "unknown";

    private final Connector connector;
    private final SharedReads reads;
    private final LedgerPace pace;
    private final Urgency urgency;
    private final Resource resource;
    private final String account;

    /** @param connector whose calls have the urgency */
    PermissionCalls(
            Connector connector,
            SharedReads reads,
            LedgerPace pace,
            Urgency urgency,
            Resource resource,
            String account) {
        this.connector = connector;
        this.reads = reads;
        this.pace = pace;
        this.urgency = urgency;
        this.resource = resource;
        this.account = account;
    }

    /** The role given on the resource itself. */
    @Nullable
    String explicit() {
        return reads.explicitRole(resource.application(), resource.connected(), account, urgency)
                .orElse(null);
    }

    /** What results by every path; unknown, but no reason to stop, where our credentials may not see it. */
    @Nullable
    String effective() {
        try {
            return reads.effectiveRole(resource.application(), resource.connected(), account, urgency)
                    .orElse(null);
        } catch (ConnectorException.NotFound e) {
            throw e;
        } catch (ConnectorException e) {
            if (e.retryable() || e instanceof ConnectorException.Unauthenticated) {
                throw e;
            }
            log.atWarn()
                    .addKeyValue("resource", resource.path())
                    .log("The effective permission cannot be read: {}", e.getMessage());
            return UNKNOWN;
        }
    }

    /** Writes, and tells whether the application took it; it does not of whom it does not know any more. */
    boolean write(Convergence convergence) {
        pace.called();
        try {
            if (convergence.desired() == null) {
                connector.removeRole(resource.connected(), account);
            } else {
                connector.setRole(resource.connected(), account, convergence.desired());
            }
            return true;
        } catch (ConnectorException.NotAMember gone) {
            // Taking away from somebody who left the workspace needs no write; the read-back must still prove it.
            if (!convergence.onlyTakesAway()) {
                throw gone;
            }
            return false;
        }
    }
}
