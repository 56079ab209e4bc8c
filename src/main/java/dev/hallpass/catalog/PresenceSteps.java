package dev.hallpass.catalog;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Presence;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks whether resources that are on no list any more are really gone. */
@Component
class PresenceSteps {

    /** How many are asked about in one pass; the others in the next ones. */
    private static final int QUESTIONS = 100;

    private final DiscoveryStates states;
    private final FoundResources resources;
    private final DiscoveryMetrics metrics;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PresenceSteps(
            DiscoveryStates states,
            FoundResources resources,
            DiscoveryMetrics metrics,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.states = states;
        this.resources = resources;
        this.metrics = metrics;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Asks about the next one.
     *
     * @return false if there is none to ask about in this pass
     */
    boolean ask(DiscoveryState state, Connector connector) {
        Instant pass = Objects.requireNonNull(state.passStartedAt);
        Optional<Resource> missing = state.phaseDone >= QUESTIONS
                ? Optional.empty()
                : resources.missing(state.application, pass, state.incomplete);
        if (missing.isEmpty()) {
            return false;
        }
        Resource resource = missing.get();
        Presence presence = presence(connector, resource);
        metrics.called(state.application);
        transaction.executeWithoutResult(status -> {
            state.answered();
            state.called(true);
            state.phaseDone++;
            if (presence == Presence.GONE) {
                resources.vanish(resource, clock.instant());
                state.passVanished++;
            } else {
                resources.askedAbout(resource.id(), pass);
            }
            states.save(state);
        });
        return true;
    }

    private static Presence presence(Connector connector, Resource resource) {
        try {
            return connector.presence(resource.connected());
        } catch (ConnectorException e) {
            if (e.retryable() || e instanceof ConnectorException.Unauthenticated) {
                throw e;
            }
            return Presence.UNKNOWN;
        }
    }
}
