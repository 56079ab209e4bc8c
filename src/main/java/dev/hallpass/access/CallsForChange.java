package dev.hallpass.access;

import dev.hallpass.connector.CallReservation;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Connectors;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The calls that changing a pair takes, kept in advance. */
@Component
class CallsForChange {

    private final Connectors connectors;
    private final AccessSettings settings;

    CallsForChange(Connectors connectors, AccessSettings settings) {
        this.connectors = connectors;
        this.settings = settings;
    }

    /**
     * Everything it takes, so that the budget does not cut it off half-way, with a write that nobody has proved.
     *
     * @throws NoPlaceException if the budget has not so many; nothing has been called
     */
    CallReservation reserved(Turn turn) {
        try {
            return connectors.forApplication(turn.application(), turn.urgency()).reserveChange();
        } catch (ConnectorException.RateLimited spent) {
            // Others give back what they have reserved and do not need, so it is not waited for as long as it says.
            Duration soon = spent.retryAfter()
                    .filter(time -> time.compareTo(settings.longestRetry()) < 0)
                    .orElse(settings.longestRetry());
            throw new NoPlaceException(String.valueOf(spent.getMessage()), soon, spent);
        }
    }
}
