package dev.hallpass.access;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Connectors;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the application's permission of a pair follow its grants. Granting, revoking, extending, repairing drift and
 * going on after a crash are all this one function.
 */
@Component
class AccessLedger {

    private static final Logger log = LoggerFactory.getLogger(AccessLedger.class);
    private static final String UNKNOWN = "unknown";

    private final PairLock lock;
    private final LedgerBooks books;
    private final Catalog catalog;
    private final Connectors connectors;
    private final AccessSettings settings;
    private final Timer converged;

    AccessLedger(
            PairLock lock,
            LedgerBooks books,
            Catalog catalog,
            Connectors connectors,
            AccessSettings settings,
            MeterRegistry metrics) {
        this.lock = lock;
        this.books = books;
        this.catalog = catalog;
        this.connectors = connectors;
        this.settings = settings;
        this.converged = Timer.builder("hallpass.ledger.converge")
                .description("Time to bring one pair to what it should be")
                .publishPercentileHistogram()
                .register(metrics);
    }

    /**
     * Reads the application, computes what should be, writes only a difference, reads back and settles the grants of
     * the pair with what was read.
     *
     * @throws ConnectorException as the application answered
     * @throws AccessDelayedException if the pair is busy or the application does not show what was written
     */
    void converge(Pair pair) {
        converged.record(() -> lock.holding(pair, () -> {
            convergeLocked(pair);
            return pair;
        }));
    }

    private void convergeLocked(Pair pair) {
        Resource resource = catalog.require(pair.resource());
        Connector connector = connectors.forApplication(resource.application());
        @Nullable String observed = read(connector, resource, pair.account());
        @Nullable Convergence plan = books.plan(pair, resource, observed).orElse(null);
        if (plan == null) {
            return;
        }
        @Nullable String after = observed;
        if (plan.writes()) {
            write(connector, resource, pair.account(), plan);
            after = read(connector, resource, pair.account());
            if (!Objects.equals(after, plan.desired())) {
                throw new AccessDelayedException(
                        "The application shows %s where %s was written".formatted(after, plan.desired()),
                        settings.firstRetry(),
                        new IllegalStateException("read back differs"));
            }
        }
        books.settle(pair, plan, after, effective(connector, resource, pair.account()));
    }

    private static void write(Connector connector, Resource resource, String account, Convergence plan) {
        try {
            if (plan.desired() == null) {
                connector.removeRole(resource.connected(), account);
            } else {
                connector.setRole(resource.connected(), account, plan.desired());
            }
        } catch (ConnectorException.NotAMember gone) {
            // Taking away from somebody who left the workspace needs no write; the read-back must still prove it.
            if (!plan.onlyTakesAway()) {
                throw gone;
            }
        }
    }

    /** What results by every path; unknown, but no reason to stop, where our credentials may not see it. */
    private static @Nullable String effective(Connector connector, Resource resource, String account) {
        try {
            return connector.effectiveRole(resource.connected(), account).orElse(null);
        } catch (ConnectorException e) {
            if (e.retryable()) {
                throw e;
            }
            log.atWarn()
                    .addKeyValue("resource", resource.path())
                    .log("The effective permission cannot be read: {}", e.getMessage());
            return UNKNOWN;
        }
    }

    private static @Nullable String read(Connector connector, Resource resource, String account) {
        return connector.explicitRole(resource.connected(), account).orElse(null);
    }
}
