package dev.hallpass.embedded.bitbucket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A value, and the one before its last change, so that a read can be answered from the past. */
record Dated<V>(V value, V previous, Instant changedAt) {

    V seenAt(Instant time) {
        return time.isBefore(changedAt) ? previous : value;
    }

    /** @param visible the instant that reads may still be answered from, so that quick successive changes are all hidden */
    static <V> Dated<V> changed(@Nullable Dated<V> before, V absent, V value, Instant at, Instant visible) {
        return new Dated<>(value, before == null ? absent : before.seenAt(visible), at);
    }
}
