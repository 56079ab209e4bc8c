package dev.hallpass.access;

import java.time.Duration;

/** Somebody has been asked to do it by hand; it is looked at again. */
final class WaitsForHandsException extends AccessDelayedException {

    private static final long serialVersionUID = 1L;

    WaitsForHandsException(ByHandOrder order, Duration retryAfter) {
        super(
                "Waits to be done by hand: " + order.instruction(),
                retryAfter,
                new IllegalStateException("waits for hands"));
    }
}
