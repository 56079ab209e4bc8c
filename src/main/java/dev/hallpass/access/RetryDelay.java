package dev.hallpass.access;

import dev.hallpass.common.Backoff;
import dev.hallpass.connector.ConnectorException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** How long to wait after a failure: doubling, bounded, with jitter, and never before the application said so. */
@Component
class RetryDelay {

    private final AccessSettings settings;

    RetryDelay(AccessSettings settings) {
        this.settings = settings;
    }

    Duration after(int failures, RuntimeException error) {
        Duration own =
                Backoff.after(failures, settings.firstRetry(), settings.longestRetry(), ThreadLocalRandom.current());
        if (error instanceof ConnectorException answered) {
            return answered.retryAfter()
                    .filter(asked -> asked.compareTo(own) > 0)
                    .orElse(own);
        }
        return own;
    }
}
