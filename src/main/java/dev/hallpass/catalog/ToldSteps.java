package dev.hallpass.catalog;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Discovered;
import dev.hallpass.connector.DiscoveredPage;
import dev.hallpass.connector.DiscoveredResource;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.Presence;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads single resources that the application has told of: what they are called now, and where they are. */
@Component
class ToldSteps {

    private final DiscoveryStates states;
    private final ToldResources told;
    private final FoundResources resources;
    private final CatalogReading reading;
    private final DiscoveryPauses pauses;
    private final DiscoveryMetrics metrics;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ToldSteps(
            DiscoveryStates states,
            ToldResources told,
            FoundResources resources,
            CatalogReading reading,
            DiscoveryPauses pauses,
            DiscoveryMetrics metrics,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.states = states;
        this.told = told;
        this.resources = resources;
        this.reading = reading;
        this.pauses = pauses;
        this.metrics = metrics;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The resource that was told of and waits longest. */
    Optional<ConnectedResource> next(String application) {
        return told.next(application);
    }

    /** Reads this resource, and has its permissions read next. */
    boolean step(DiscoveryState state, Connector connector, ConnectedResource resource) {
        try {
            DiscoveredPage page = connector.discover(new DiscoveryScope.Itself(resource), null);
            metrics.called(state.application);
            transaction.executeWithoutResult(status -> {
                answered(state, resource);
                page.items().forEach(item -> save(state, connector, item));
                states.save(state);
            });
            return true;
        } catch (ConnectorException.NotFound e) {
            return missing(state, connector, resource);
        } catch (ConnectorException e) {
            return refused(state, resource, e);
        }
    }

    private void answered(DiscoveryState state, ConnectedResource resource) {
        state.answered();
        state.called(false);
        told.done(state.application, resource);
    }

    private void save(DiscoveryState state, Connector connector, Discovered item) {
        if (item instanceof DiscoveredResource found) {
            resources.save(connector, found, clock.instant());
            resources.find(state.application, found.kind(), found.externalId()).ifPresent(saved -> {
                reading.readAgainSoon(saved.id());
                // What it belongs to is not known yet: the lists tell.
                state.listsWanted |= found.parentKind() != null && saved.parent() == null;
            });
        }
    }

    private boolean missing(DiscoveryState state, Connector connector, ConnectedResource resource) {
        try {
            Optional<Resource> known = resources.find(state.application, resource.kind(), resource.externalId());
            boolean gone = known.isPresent() && connector.presence(resource) == Presence.GONE;
            metrics.called(state.application);
            transaction.executeWithoutResult(status -> {
                answered(state, resource);
                if (gone) {
                    resources.vanish(known.get(), clock.instant());
                }
                states.save(state);
            });
            return true;
        } catch (ConnectorException e) {
            return refused(state, resource, e);
        }
    }

    private boolean refused(DiscoveryState state, ConnectedResource resource, ConnectorException refusal) {
        boolean pause = pauses.pause(state, refusal);
        transaction.executeWithoutResult(status -> {
            if (!pause) {
                told.done(state.application, resource);
                state.listsWanted = true;
            }
            states.save(state);
        });
        return !pause;
    }
}
