package dev.hallpass.access;

import java.time.Duration;

/**
 * Somebody seems to have changed a permission by hand. Before that is believed it is read once more, since a reading may
 * be an old one; until then nothing is written.
 */
final class DriftSuspectedException extends AccessDelayedException {

    private static final long serialVersionUID = 1L;

    DriftSuspectedException(Duration retryAfter) {
        super(
                "The permission seems to have been changed by hand; it is read once more",
                retryAfter,
                new IllegalStateException("drift suspected"));
    }
}
