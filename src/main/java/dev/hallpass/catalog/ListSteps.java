package dev.hallpass.catalog;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.DiscoveryState.ListPhase;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Discovered;
import dev.hallpass.connector.DiscoveredAccount;
import dev.hallpass.connector.DiscoveredPage;
import dev.hallpass.connector.DiscoveredResource;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.ResourceKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The pass over all lists of an application: its resources kind by kind, its accounts, then what is missing on them. */
@Component
class ListSteps {

    private static final Logger log = LoggerFactory.getLogger(ListSteps.class);

    private final DiscoveryStates states;
    private final FoundResources resources;
    private final FoundAccounts accounts;
    private final PresenceSteps presence;
    private final DiscoveryPauses pauses;
    private final DiscoveryMetrics metrics;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ListSteps(
            DiscoveryStates states,
            FoundResources resources,
            FoundAccounts accounts,
            PresenceSteps presence,
            DiscoveryPauses pauses,
            DiscoveryMetrics metrics,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.states = states;
        this.resources = resources;
        this.accounts = accounts;
        this.presence = presence;
        this.pauses = pauses;
        this.metrics = metrics;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Reads the next page, or asks the next question. */
    boolean step(DiscoveryState state, Connector connector) {
        if (state.phase == ListPhase.WAITING) {
            state.beginLists(connector.kinds(), clock.instant());
            log.atInfo()
                    .addKeyValue("application", state.application)
                    .setMessage(state.fullRunning ? "Full discovery of {} begins" : "The lists of {} are read again")
                    .addArgument(state.application)
                    .log();
        }
        try {
            if (state.phase == ListPhase.PRESENCE) {
                if (!presence.ask(state, connector)) {
                    transaction.executeWithoutResult(status -> complete(state, connector.kinds()));
                }
            } else {
                page(state, connector);
            }
            return true;
        } catch (ConnectorException e) {
            boolean pause = pauses.pause(state, e);
            if (!pause) {
                state.incomplete.add(state.list());
                state.nextList(connector.kinds());
            }
            transaction.executeWithoutResult(status -> states.save(state));
            return !pause;
        }
    }

    private void page(DiscoveryState state, Connector connector) {
        DiscoveryScope scope =
                state.kind == null ? new DiscoveryScope.Accounts() : new DiscoveryScope.Resources(state.kind);
        DiscoveredPage page = connector.discover(scope, state.cursor);
        metrics.called(state.application);
        transaction.executeWithoutResult(status -> {
            state.answered();
            state.called(true);
            page.items().forEach(item -> save(state, connector, item));
            state.phaseTotal = page.total();
            state.cursor = page.next();
            if (page.next() == null) {
                end(state);
                state.nextList(connector.kinds());
            }
            states.save(state);
        });
    }

    private void save(DiscoveryState state, Connector connector, Discovered item) {
        Instant pass = Objects.requireNonNull(state.passStartedAt);
        state.phaseDone++;
        if (item instanceof DiscoveredResource resource) {
            state.passFound++;
            if (resources.save(connector, resource, pass)) {
                state.passChanged++;
            }
        } else if (item instanceof DiscoveredAccount account) {
            accounts.save(state.application, account, pass);
        }
    }

    /** A list was read to its end. */
    private void end(DiscoveryState state) {
        ResourceKind kind = state.kind;
        if (kind != null) {
            if (state.phaseDone == 0 && resources.any(state.application, kind)) {
                // Rights that were lost are more likely than a workspace where everything was deleted.
                log.atWarn()
                        .addKeyValue("application", state.application)
                        .log("The application shows no {} at all; the catalog keeps what it knows", kind);
                state.incomplete.add(state.list());
            }
        } else if (state.phaseDone > 0) {
            accounts.leave(state.application, Objects.requireNonNull(state.passStartedAt));
            state.accountsCompleteAt = clock.instant();
        }
    }

    private void complete(DiscoveryState state, List<ResourceKind> kinds) {
        state.listsCompleteAt = clock.instant();
        state.listsCost = state.passCalls;
        state.nextList(kinds);
        states.save(state);
        if (state.passChanged + state.passVanished > 0) {
            audit.record(AuditEvent.of(AuditEventType.CATALOG_DISCOVERED, "hallpass")
                    .with("application", state.application)
                    .with("found", state.passFound)
                    .with("changed", state.passChanged)
                    .with("vanished", state.passVanished));
            log.info(
                    "Read {} resources of {}, {} changed, {} vanished",
                    state.passFound,
                    state.application,
                    state.passChanged,
                    state.passVanished);
        }
    }
}
