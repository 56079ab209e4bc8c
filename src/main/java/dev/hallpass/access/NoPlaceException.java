package dev.hallpass.access;

import dev.hallpass.connector.ConnectorException;
import java.time.Duration;

/** So many changes are made before this one, or so few calls are left, that its turn has not come. Nothing has been tried, so nothing has failed. */
final class NoPlaceException extends AccessDelayedException {

    private static final long serialVersionUID = 1L;

    NoPlaceException(String message, Duration retryAfter, Throwable cause) {
        super(message, retryAfter, cause);
    }

    /** Whether there is a place, and only calls are missing. */
    boolean isForWantOfCalls() {
        return getCause() instanceof ConnectorException.RateLimited;
    }

    NoPlaceException(Duration retryAfter, Throwable cause) {
        super("Others are changed first", retryAfter, cause);
    }
}
