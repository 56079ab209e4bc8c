package dev.hallpass.catalog;

import dev.hallpass.catalog.DiscoveryState.ListPhase;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.CredentialStatus;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Decides when all lists of an application are read again. */
@Component
class ListTurns {

    /** The lists of large applications are read less often, so that they take no more than this part of the budget. */
    private static final int PART_OF_BUDGET = 8;

    private final CatalogSettings settings;

    ListTurns(CatalogSettings settings) {
        this.settings = settings;
    }

    /** Whether a pass is under way, or it is time for one. */
    boolean areDue(DiscoveryState state, Connector connector, Instant now) {
        Instant last = state.listsCompleteAt;
        if (state.phase != ListPhase.WAITING || last == null || state.passStartedAt == null) {
            return true;
        }
        if (state.fullRunning && !state.listsAreDone()) {
            return true;
        }
        Duration wait = state.listsWanted ? settings.discoveryInterval().dividedBy(3) : settings.discoveryInterval();
        Duration affordable = affordable(state.listsCost, connector);
        return !now.isBefore(last.plus(wait.compareTo(affordable) > 0 ? wait : affordable));
    }

    private static Duration affordable(int calls, Connector connector) {
        int budget = connector.credentials().stream()
                .mapToInt(CredentialStatus::callsPerHour)
                .sum();
        return budget == 0
                ? Duration.ZERO
                : Duration.ofHours(1)
                        .multipliedBy((long) calls * PART_OF_BUDGET)
                        .dividedBy(budget);
    }
}
