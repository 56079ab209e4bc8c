package dev.hallpass.access;

import java.time.Duration;

/**
 * What was read may be an old reading: it looks as if somebody had changed the permission by hand, or it shows what stood
 * there before the last change of ours. It is read once more before it is believed.
 */
final class DriftSuspectedException extends AccessDelayedException {

    private static final long serialVersionUID = 1L;

    DriftSuspectedException(Duration retryAfter) {
        super(
                "The permission seems to have been changed by hand, or was read as it was before; it is read once more",
                retryAfter,
                new IllegalStateException("drift suspected"));
    }
}
