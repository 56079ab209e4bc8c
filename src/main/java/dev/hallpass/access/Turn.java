package dev.hallpass.access;

import dev.hallpass.connector.Urgency;
import java.time.Instant;

/**
 * When a change of a pair is worked on among those that wait: the most urgent first, of these what is due longest.
 *
 * @param application where it works; empty if it calls none
 * @param due when it should have been done
 */
record Turn(String application, Urgency urgency, Instant due) {

    /** Work that calls no application and lasts a moment. */
    static final Turn SHORT = new Turn("", Urgency.GRANT, Instant.EPOCH);
}
