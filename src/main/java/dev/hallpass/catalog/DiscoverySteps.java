package dev.hallpass.catalog;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.Urgency;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads an application step by step: each is about one call, and is stored together with how far the reading is then. */
@Component
class DiscoverySteps {

    private static final Logger log = LoggerFactory.getLogger(DiscoverySteps.class);

    private final DiscoveryStates states;
    private final ToldSteps told;
    private final ListTurns turns;
    private final ListSteps lists;
    private final ReadingSteps readings;
    private final ReadingOrder order;
    private final TransactionTemplate transaction;
    private final Clock clock;
    /** Applications whose last step was for what somebody wants: the next is one of the others, so that neither starves. */
    private final Set<String> servedWanted = ConcurrentHashMap.newKeySet();

    DiscoverySteps(
            DiscoveryStates states,
            ToldSteps told,
            ListTurns turns,
            ListSteps lists,
            ReadingSteps readings,
            ReadingOrder order,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.states = states;
        this.told = told;
        this.turns = turns;
        this.lists = lists;
        this.readings = readings;
        this.order = order;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Does what is next, if anything is.
     *
     * @param listsOnly whether single resources are left for later
     * @return whether there may be more to do now
     * @throws DiscoveryStates.Overtaken if somebody else reads the application
     */
    boolean step(Connector connector, boolean listsOnly) {
        String application = connector.application();
        DiscoveryState state = states.find(application).orElseThrow();
        Instant now = clock.instant();
        if (state.pausedUntil != null && now.isBefore(state.pausedUntil)) {
            return false;
        }
        Connector unhurried = connector.at(Urgency.BACKGROUND);
        if (listsOnly) {
            return turns.areDue(state, unhurried, now) && lists.step(state, unhurried);
        }
        order.wantWatched(unhurried, now);
        if (state.readingResource != null) {
            return readings.step(state, unhurried, new ResourceId(state.readingResource));
        }
        boolean regularFirst = servedWanted.remove(application);
        if (regularFirst) {
            Optional<Boolean> done = regular(state, unhurried, now);
            if (done.isPresent()) {
                return done.get();
            }
        }
        Optional<ConnectedResource> toldOf = told.next(application);
        if (toldOf.isPresent()) {
            servedWanted.add(application);
            return told.step(state, unhurried, toldOf.get());
        }
        Optional<ResourceId> wanted = order.wanted(application);
        if (wanted.isPresent()) {
            servedWanted.add(application);
            return readings.step(state, unhurried, wanted.get());
        }
        Optional<Boolean> done = regularFirst ? Optional.empty() : regular(state, unhurried, now);
        return done.orElse(false);
    }

    /** A step of the lists, of a full discovery, or for whoever's turn it is; empty if there is none to make. */
    private Optional<Boolean> regular(DiscoveryState state, Connector connector, Instant now) {
        if (turns.areDue(state, connector, now)) {
            return Optional.of(lists.step(state, connector));
        }
        Optional<ResourceId> unread =
                order.notReadSince(state.application, state.fullRunning ? state.fullStartedAt : null);
        if (unread.isPresent()) {
            return Optional.of(readings.step(state, connector, unread.get()));
        }
        if (state.fullRunning && state.listsAreDone()) {
            completeFull(state, now);
            return Optional.of(true);
        }
        return state.nextTurnAt == null || !now.isBefore(state.nextTurnAt)
                ? Optional.of(turn(state, connector, now))
                : Optional.empty();
    }

    private boolean turn(DiscoveryState state, Connector connector, Instant now) {
        Optional<ResourceId> oldest = order.oldest(state.application, now);
        state.nextTurnAt = now.plus(order.spacing(state.application));
        if (oldest.isPresent()) {
            return readings.step(state, connector, oldest.get());
        }
        transaction.executeWithoutResult(status -> states.save(state));
        // Nobody's turn; somebody may still want something.
        return true;
    }

    private void completeFull(DiscoveryState state, Instant now) {
        state.fullRunning = false;
        state.fullCompleteAt = now;
        transaction.executeWithoutResult(status -> states.save(state));
        log.atInfo()
                .addKeyValue("application", state.application)
                .addKeyValue("resources", state.fullDone)
                .addKeyValue("calls", state.fullCalls)
                .log(
                        "Full discovery of {} is complete: {} readings of permissions, {} calls",
                        state.application,
                        state.fullDone,
                        state.fullCalls);
    }
}
