package dev.hallpass.access;

import java.time.Duration;

/** The application could not be brought to the state that it should have; trying again later is right. */
public class AccessDelayedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    AccessDelayedException(String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** How long to wait before the next attempt. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
