package dev.hallpass.access;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.connector.ApplicationRules;
import dev.hallpass.connector.CallReservation;
import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Connectors;
import dev.hallpass.connector.Fulfilment;
import dev.hallpass.connector.Urgency;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings an application to what was ordered about a finding. Under the lock of the pair it is read once more, so that
 * nothing is taken away because of a reading that was wrong or is over.
 */
@Component
class DriftRepair {

    private final PairLock lock;
    private final AccessLedger ledger;
    private final ObservedPairs pairs;
    private final PairBalances balances;
    private final DriftFindings findings;
    private final ByHandRepairs repairs;
    private final Catalog catalog;
    private final Connectors connectors;
    private final CallsForChange calls;
    private final AccessSettings settings;
    private final AuditTrail audit;
    private final Clock clock;

    DriftRepair(
            PairLock lock,
            AccessLedger ledger,
            ObservedPairs pairs,
            PairBalances balances,
            DriftFindings findings,
            ByHandRepairs repairs,
            Catalog catalog,
            Connectors connectors,
            CallsForChange calls,
            AccessSettings settings,
            AuditTrail audit,
            Clock clock) {
        this.lock = lock;
        this.ledger = ledger;
        this.pairs = pairs;
        this.balances = balances;
        this.findings = findings;
        this.repairs = repairs;
        this.catalog = catalog;
        this.connectors = connectors;
        this.calls = calls;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Does what was ordered, and settles the finding when the application was read back.
     *
     * @throws dev.hallpass.connector.ConnectorException as the application answered
     * @throws AccessDelayedException if it is to be tried again
     */
    void carryOut(DriftFinding finding) {
        Pair pair = new Pair(
                finding.principal() == null ? ByHandOrder.NOBODY : finding.principal(),
                finding.resource(),
                finding.account());
        Urgency urgency = finding.ordered() == DriftResolution.REVOKED ? Urgency.REVOCATION : Urgency.GRANT;
        Turn turn = new Turn(finding.application(), urgency, finding.foundAt());
        Looked looked = lock.holding(pair, turn, () -> look(finding, pair, turn));
        // Nobody is asked under the lock: that takes other locks, in a transaction that this one would wait for.
        if (looked.byHand() != null) {
            throw asked(looked.byHand(), looked.found());
        }
        if (looked.ofLedger()) {
            if (ledger.converge(pair, null, urgency, turn.due()) instanceof Converged.ByHand byHand) {
                throw asked(
                        byHand.order(),
                        balances.find(pair).map(PairBalance::confirmed).orElse(null));
            }
            lock.holding(pair, turn, () -> {
                DriftFinding now = findings.lock(finding.id());
                DriftResolution ordered = now.ordered();
                if (ordered != null && now.state() == DriftState.OPEN) {
                    findings.settled(now, ordered, now.orderedBy() == null ? "" : now.orderedBy(), null);
                }
                return true;
            });
        }
    }

    /**
     * What was done under the lock.
     *
     * @param ofLedger whether the rest is for the ledger
     * @param byHand what a person has to do
     * @param found the role that was read, if a person has to do something
     */
    private record Looked(
            boolean ofLedger,
            @Nullable ByHandOrder byHand,
            @Nullable String found) {

        static final Looked DONE = new Looked(false, null, null);
    }

    private Looked look(DriftFinding finding, Pair pair, Turn turn) {
        DriftFinding now = findings.lock(finding.id());
        if (now.state() == DriftState.RESOLVED || now.ordered() == null) {
            return Looked.DONE;
        }
        boolean open = balances.find(pair).filter(PairBalance::open).isPresent();
        if (now.ordered() == DriftResolution.REVOKED && open) {
            pairs.rebase(pair, now.standing());
        } else if (now.ordered() == DriftResolution.REVOKED) {
            try (CallReservation reserved = calls.reserved(turn)) {
                return takeAway(pair, now, finding.attempts() > 0);
            }
        }
        return new Looked(open || now.ordered() == DriftResolution.RESTORED, null, null);
    }

    private Looked takeAway(Pair pair, DriftFinding finding, boolean triedBefore) {
        Resource resource = catalog.require(pair.resource());
        Connector connector = connectors.forApplication(resource.application(), Urgency.REVOCATION);
        ConnectedResource there = resource.connected();
        @Nullable String before = connector.explicitRole(there, pair.account()).orElse(null);
        @Nullable String right = finding.standing();
        if (level(resource, before) <= level(resource, right)) {
            // An attempt that broke off may have done it; else somebody was faster.
            DriftResolution resolution = triedBefore ? DriftResolution.REVOKED : DriftResolution.GONE_BY_ITSELF;
            pairs.noteChanged(pair, before, clock.instant());
            findings.settled(finding, resolution, "hallpass", null);
            return Looked.DONE;
        }
        ApplicationRules rules = connectors.rules(resource.application());
        if (rules.fulfilment() == Fulfilment.BY_HAND) {
            return new Looked(false, order(pair, right, ByHandInstruction.of(pair, resource, right), rules), before);
        }
        try {
            if (right == null) {
                connector.removeRole(there, pair.account());
            } else {
                connector.setRole(there, pair.account(), right);
            }
        } catch (ConnectorException.ByHand refused) {
            return new Looked(false, order(pair, right, String.valueOf(refused.getMessage()), rules), before);
        }
        prove(pair, resource, finding, before, connector);
        return Looked.DONE;
    }

    private void prove(
            Pair pair, Resource resource, DriftFinding finding, @Nullable String before, Connector connector) {
        ConnectedResource there = resource.connected();
        @Nullable String right = finding.standing();
        @Nullable String after = connector.explicitRole(there, pair.account()).orElse(null);
        if (!Objects.equals(after, right)) {
            throw delayed("The application shows %s where %s was written".formatted(shown(after), shown(right)));
        }
        @Nullable
        String effective = connector.effectiveRole(there, pair.account()).orElse(null);
        AuditEvent event = AuditEvent.of(AuditEventType.PERMISSION_WRITTEN, String.valueOf(finding.orderedBy()))
                .onResource(resource.id().toString())
                .with("finding", finding.id().toString())
                .with("account", pair.account())
                .with("before", shown(before))
                .with("after", shown(after))
                .with("effective", shown(effective));
        audit.record(
                finding.principal() == null
                        ? event
                        : event.forPrincipal(finding.principal().value()));
        pairs.noteChanged(pair, after, clock.instant());
        findings.settled(finding, DriftResolution.REVOKED, "hallpass", null);
    }

    private static ByHandOrder order(Pair pair, @Nullable String right, String instruction, ApplicationRules rules) {
        return new ByHandOrder(
                pair.principal(), pair.resource(), pair.account(), right, instruction, rules.fulfillers());
    }

    /** Asks somebody for it; the next attempts read whether it was done. */
    private WaitsForHandsException asked(ByHandOrder order, @Nullable String found) {
        repairs.ask(order, found);
        return new WaitsForHandsException(order, settings.firstRetry());
    }

    private AccessDelayedException delayed(String message) {
        return new AccessDelayedException(message, settings.firstRetry(), new IllegalStateException(message));
    }

    private static int level(Resource resource, @Nullable String role) {
        return role == null ? 0 : resource.level(role);
    }

    private static String shown(@Nullable String role) {
        return role == null ? "none" : role;
    }
}
