package dev.hallpass.catalog;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.common.ProblemException;
import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.Connectors;
import dev.hallpass.connector.WebhookDelivery;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The reading of the applications, seen from outside: how far it is, and what may be wished for. */
@Component
public class Discoveries {

    private final Connectors connectors;
    private final DiscoveryStates states;
    private final ProgressReport report;
    private final ToldResources told;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Discoveries(
            Connectors connectors,
            DiscoveryStates states,
            ProgressReport report,
            ToldResources told,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.connectors = connectors;
        this.states = states;
        this.report = report;
        this.told = told;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** How far it is, application by application, in the order of the settings. */
    public List<DiscoveryProgress> all() {
        return connectors.all().stream().map(report::of).toList();
    }

    /** How far it is with one application, if that is in the settings. */
    public Optional<DiscoveryProgress> of(String application) {
        return connector(application).map(report::of);
    }

    /**
     * Begins to read all of an application anew, from the lists to the permissions on each resource; one that is under way
     * begins again.
     *
     * @param actor who wants it
     * @throws ProblemException of kind not found if there is no such application
     */
    public void begin(String application, String actor) {
        if (connector(application).isEmpty()) {
            throw ProblemException.notFound("name", "There is no application of this name.");
        }
        change(application, state -> {
            state.beginFull(clock.instant());
            state.pausedUntil = null;
            state.failures = 0;
            audit.record(AuditEvent.of(AuditEventType.DISCOVERY_STARTED, actor).with("application", application));
        });
    }

    /**
     * Takes what an application tells by itself: the resources that it names are read again soon, and nothing else. The
     * same delivery once more does nothing.
     *
     * @throws dev.hallpass.connector.ConnectorException.Unauthenticated if it does not come from there
     * @throws dev.hallpass.connector.ConnectorException.Rejected if it cannot be read
     * @throws ProblemException of kind not found if there is no such application
     */
    public void told(String application, WebhookDelivery delivery) {
        Connector connector = connector(application)
                .orElseThrow(() -> ProblemException.notFound("application", "There is no application of this name."));
        List<ConnectedResource> changed = connector.changed(delivery);
        if (changed.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            if (told.isNew(application, delivery)) {
                changed.forEach(each -> told.tell(application, each));
            }
        });
    }

    /**
     * Has the lists read before anything else.
     *
     * @param anew also if they are being read: from their beginning then, and without waiting for anything
     */
    void beginLists(String application, boolean anew) {
        change(application, state -> {
            if (anew || state.phase == DiscoveryState.ListPhase.WAITING) {
                state.abandonLists();
            }
            if (anew || state.failures > 0) {
                state.pausedUntil = null;
                state.failures = 0;
            }
        });
    }

    private Optional<Connector> connector(String application) {
        return connectors.all().stream()
                .filter(each -> each.application().equals(application))
                .findFirst();
    }

    /** Goes between two pages of whoever is reading. */
    private void change(String application, Consumer<DiscoveryState> change) {
        transaction.executeWithoutResult(status -> {
            DiscoveryState state = states.lock(application);
            change.accept(state);
            states.wish(state);
        });
    }
}
