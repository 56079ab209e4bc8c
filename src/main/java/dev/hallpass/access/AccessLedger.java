package dev.hallpass.access;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.connector.ApplicationRules;
import dev.hallpass.connector.CallReservation;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Connectors;
import dev.hallpass.connector.Fulfilment;
import dev.hallpass.connector.Presence;
import dev.hallpass.connector.Urgency;
import dev.hallpass.request.RequestId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the application's permission of a pair follow its grants. Granting, revoking, extending, repairing drift and
 * going on after a crash are all this one function.
 */
@Component
class AccessLedger {

    private final PairLock lock;
    private final LedgerBooks books;
    private final PairUrgency urgencies;
    private final LedgerSettlement settlement;
    private final PairBalances balances;
    private final VanishedResources vanished;
    private final Catalog catalog;
    private final Connectors connectors;
    private final CallsForChange callsForChange;
    private final SharedReads reads;
    private final LedgerPace pace;
    private final AccessSettings settings;
    private final Clock clock;
    private final Timer converged;

    AccessLedger(
            PairLock lock,
            LedgerBooks books,
            PairUrgency urgencies,
            LedgerSettlement settlement,
            PairBalances balances,
            VanishedResources vanished,
            Catalog catalog,
            Connectors connectors,
            CallsForChange callsForChange,
            SharedReads reads,
            LedgerPace pace,
            AccessSettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.lock = lock;
        this.books = books;
        this.urgencies = urgencies;
        this.settlement = settlement;
        this.balances = balances;
        this.vanished = vanished;
        this.catalog = catalog;
        this.connectors = connectors;
        this.callsForChange = callsForChange;
        this.reads = reads;
        this.pace = pace;
        this.settings = settings;
        this.clock = clock;
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
     * @throws AccessDelayedException if the pair is busy, the application does not show what was written, or somebody
     *     seems to have changed the permission by hand and it must be read once more
     */
    Converged converge(Pair pair, Urgency urgency) {
        return converge(pair, null, urgency, clock.instant());
    }

    /** Looks whether somebody has changed the permission by hand; a first suspicion is looked at again by itself. */
    Optional<Converged> check(Pair pair) {
        try {
            return Optional.of(converge(pair, urgencies.of(pair, catalog.require(pair.resource()))));
        } catch (DriftSuspectedException suspected) {
            // The pair is due again, and the sweeper looks at what is due.
            return Optional.empty();
        }
    }

    /**
     * The same for the sake of one request: if another has settled its grant meanwhile, no call is made.
     *
     * @param due when it should be done; of what is equally urgent, the longest due comes first
     */
    Converged converge(Pair pair, @Nullable RequestId forRequest, Urgency urgency, Instant due) {
        Turn turn = new Turn(catalog.require(pair.resource()).application(), urgency, due);
        return Objects.requireNonNull(converged.record(() -> lock.holding(
                pair,
                turn,
                () -> forRequest != null && !books.waits(forRequest.value())
                        ? new Converged.LeftAlone()
                        : convergeWithin(callsForChange.reserved(turn), turn, pair))));
    }

    private Converged convergeWithin(CallReservation reserved, Turn turn, Pair pair) {
        try (reserved) {
            return pace.measured(turn, () -> convergeLocked(pair, turn.urgency()));
        }
    }

    private Converged convergeLocked(Pair pair, Urgency urgency) {
        Resource resource = catalog.require(pair.resource());
        Connector connector = connectors.forApplication(resource.application(), urgency);
        PermissionCalls calls = new PermissionCalls(connector, reads, pace, urgency, resource, pair.account());
        try {
            return convergeLocked(pair, resource, calls);
        } catch (ConnectorException.NotFound missing) {
            if (connector.presence(resource.connected()) != Presence.GONE) {
                throw missing;
            }
            vanished.end(resource);
            return new Converged.LeftAlone();
        }
    }

    private Converged convergeLocked(Pair pair, Resource resource, PermissionCalls calls) {
        Plan plan = books.plan(pair, resource, calls.explicit());
        if (plan instanceof Plan.ReadAgain again) {
            throw new DriftSuspectedException(again.after());
        }
        if (!(plan instanceof Plan.Act act)) {
            return new Converged.LeftAlone();
        }
        Convergence convergence = act.convergence();
        boolean tellsWhatIsLeft = act.toldBefore();
        if (convergence.writes()) {
            ApplicationRules rules = connectors.rules(resource.application());
            if (rules.fulfilment() == Fulfilment.BY_HAND) {
                if (convergence.differs()) {
                    return byHand(
                            pair,
                            resource,
                            convergence,
                            ByHandInstruction.of(pair, resource, convergence.desired()),
                            rules);
                }
            } else {
                try {
                    tellsWhatIsLeft &= calls.write(convergence);
                } catch (ConnectorException.Unavailable uncertain) {
                    // It may have taken effect, or still do so.
                    throw uncertain;
                } catch (ConnectorException.ByHand refused) {
                    if (convergence.differs()) {
                        return byHand(pair, resource, convergence, String.valueOf(refused.getMessage()), rules);
                    }
                    books.refused(pair);
                } catch (ConnectorException refused) {
                    books.refused(pair);
                    throw refused;
                }
            }
        }
        prove(pair, resource, convergence, tellsWhatIsLeft, calls);
        return new Converged.Done();
    }

    /**
     * Reads back.
     *
     * @param tellsWhatIsLeft whether the effective role, asked for in the same way, was told while there was one
     */
    private void prove(
            Pair pair, Resource resource, Convergence convergence, boolean tellsWhatIsLeft, PermissionCalls calls) {
        if (!convergence.needsProof()) {
            settlement.unchanged(pair, resource, convergence);
            return;
        }
        @Nullable String effective = calls.effective();
        // Who has no access by any path has none of their own either: one call less for each revocation. But an empty
        // answer proves only something where the same question was answered before the permission was taken away.
        boolean nothingLeft = tellsWhatIsLeft && effective == null;
        @Nullable String after = convergence.writes() ? (nothingLeft ? null : calls.explicit()) : convergence.before();
        if (!Objects.equals(after, convergence.desired())) {
            throw new AccessDelayedException(
                    "The application shows %s where %s was written".formatted(after, convergence.desired()),
                    settings.firstRetry(),
                    new IllegalStateException("read back differs"));
        }
        settlement.settle(pair, resource, convergence, after, effective);
    }

    private Converged byHand(
            Pair pair, Resource resource, Convergence convergence, String instruction, ApplicationRules rules) {
        balances.askedByHand(pair);
        return new Converged.ByHand(new ByHandOrder(
                pair.principal(),
                resource.id(),
                pair.account(),
                convergence.desired(),
                instruction,
                rules.fulfillers()));
    }
}
