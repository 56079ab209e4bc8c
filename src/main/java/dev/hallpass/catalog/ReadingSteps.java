package dev.hallpass.catalog;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.DiscoveredPage;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.Presence;
import dev.hallpass.connector.ResourceKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the permissions on single resources, and the members of single groups. */
@Component
class ReadingSteps {

    private static final Logger log = LoggerFactory.getLogger(ReadingSteps.class);

    private final Catalog catalog;
    private final DiscoveryStates states;
    private final PermissionReadings readings;
    private final FoundResources resources;
    private final ReadingOrder order;
    private final DiscoveryPauses pauses;
    private final DiscoveryMetrics metrics;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ReadingSteps(
            Catalog catalog,
            DiscoveryStates states,
            PermissionReadings readings,
            FoundResources resources,
            ReadingOrder order,
            DiscoveryPauses pauses,
            DiscoveryMetrics metrics,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.catalog = catalog;
        this.states = states;
        this.readings = readings;
        this.resources = resources;
        this.order = order;
        this.pauses = pauses;
        this.metrics = metrics;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Reads the next page of this resource. */
    boolean step(DiscoveryState state, Connector connector, ResourceId id) {
        Optional<Resource> known = catalog.find(id).filter(Resource::available);
        if (known.isEmpty()) {
            state.endReading();
            transaction.executeWithoutResult(status -> states.save(state));
            return true;
        }
        if (state.readingResource == null) {
            state.beginReading(id, clock.instant());
        }
        Resource resource = known.get();
        try {
            page(state, connector, resource);
            return true;
        } catch (ConnectorException e) {
            return refused(state, connector, resource, e);
        } catch (DiscoveryStates.Overtaken e) {
            throw e;
        } catch (RuntimeException e) {
            // Whoever listens has failed: the others are not to wait for it.
            log.atError()
                    .addKeyValue("application", state.application)
                    .addKeyValue("resource", id)
                    .setCause(e)
                    .log("A reading could not be stored and is made again at its next turn");
            DiscoveryState fresh = states.find(state.application).orElseThrow();
            giveUp(fresh, resource, clock.instant(), String.valueOf(e.getMessage()));
            return true;
        }
    }

    private void page(DiscoveryState state, Connector connector, Resource resource) {
        DiscoveryScope scope = resource.kind() == ResourceKind.GROUP
                ? new DiscoveryScope.Members(resource.connected())
                : new DiscoveryScope.Permissions(resource.connected());
        DiscoveredPage page = connector.discover(scope, state.readingCursor);
        metrics.called(state.application);
        Instant begun = Objects.requireNonNull(state.readingStartedAt);
        boolean firstPage = state.readingCursor == null;
        transaction.executeWithoutResult(status -> {
            state.answered();
            state.called(false);
            if (firstPage) {
                readings.begin(resource.id());
            }
            readings.add(resource.id(), page.items());
            if (page.next() == null) {
                state.endReading();
                count(state);
            } else {
                state.readingCursor = page.next();
            }
            // Before anybody hears of it: what somebody else reads now is not to be told of twice.
            states.save(state);
            if (page.next() == null) {
                readings.complete(resource.id(), begun).ifPresent(doubt -> doubted(resource, doubt));
            }
        });
    }

    private void doubted(Resource resource, String doubt) {
        metrics.doubted(resource.application());
        log.atWarn()
                .addKeyValue("application", resource.application())
                .addKeyValue("resource", resource.id())
                .log("A reading is not believed, what was read before stays: {}", doubt);
    }

    private boolean refused(DiscoveryState state, Connector connector, Resource resource, ConnectorException refusal) {
        if (refusal instanceof ConnectorException.NotFound && isGone(connector, resource)) {
            state.answered();
            state.endReading();
            transaction.executeWithoutResult(status -> {
                resources.vanish(resource, clock.instant());
                states.save(state);
            });
            return true;
        }
        if (pauses.pause(state, refusal)) {
            transaction.executeWithoutResult(status -> states.save(state));
            return false;
        }
        giveUp(state, resource, Objects.requireNonNull(state.readingStartedAt), String.valueOf(refusal.getMessage()));
        return true;
    }

    private boolean isGone(Connector connector, Resource resource) {
        try {
            metrics.called(resource.application());
            return connector.presence(resource.connected()) == Presence.GONE;
        } catch (ConnectorException e) {
            return false;
        }
    }

    private void giveUp(DiscoveryState state, Resource resource, Instant begun, String problem) {
        state.endReading();
        count(state);
        transaction.executeWithoutResult(status -> {
            readings.failed(resource.id(), begun, problem);
            states.save(state);
        });
    }

    private void count(DiscoveryState state) {
        if (!state.fullRunning) {
            return;
        }
        state.fullDone++;
        int all = Math.max(1, order.count(state.application));
        int tenth = 10 * state.fullDone / all;
        if (tenth > 10 * (state.fullDone - 1) / all && tenth <= 10) {
            log.atInfo()
                    .addKeyValue("application", state.application)
                    .addKeyValue("calls", state.fullCalls)
                    .log(
                            "Full discovery of {}: the permissions on {} of {} resources are read",
                            state.application,
                            state.fullDone,
                            all);
        }
    }
}
