package dev.hallpass.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A write of ours that got no answer: it may take effect at any time in a window, even after later writes.
 *
 * @param role what it would leave; null for no permission
 * @param since when it was begun
 */
record LateWrite(@Nullable String role, Instant since) {

    /** The first look comes after this part of the window. */
    private static final int PART_BEFORE_FIRST_LOOK = 40;

    /** Whether it would leave this. */
    boolean leaves(@Nullable String observed) {
        return Objects.equals(role, observed);
    }

    /**
     * When to look for it next: soon at first, then each time after as long again, and at the end of the window. Who comes
     * too late for that looks once more soon.
     */
    Instant nextLook(Instant now, Duration window) {
        Instant end = since.plus(window);
        Duration passed = Duration.between(since, now);
        Duration first = window.dividedBy(PART_BEFORE_FIRST_LOOK);
        if (!now.isBefore(end)) {
            return now.plus(first);
        }
        Instant next = now.plus(passed.compareTo(first) > 0 ? passed : first);
        return next.isBefore(end) ? next : end;
    }
}
