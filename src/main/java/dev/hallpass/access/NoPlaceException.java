package dev.hallpass.access;

import java.time.Duration;

/** So many changes wait before this one that its turn has not come. Nothing has been tried, so nothing has failed. */
final class NoPlaceException extends AccessDelayedException {

    private static final long serialVersionUID = 1L;

    NoPlaceException(Duration retryAfter, Throwable cause) {
        super("Others are changed first", retryAfter, cause);
    }
}
