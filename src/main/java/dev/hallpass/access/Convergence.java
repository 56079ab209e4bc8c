package dev.hallpass.access;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the ledger over a pair has set out to do.
 *
 * @param before the permission as it was read
 * @param desired what it should be: the highest of what stands without grants and the roles of those in force
 * @param opening grants that come into force with it
 * @param ending grants that are over with it
 */
record Convergence(@Nullable String before, @Nullable String desired, List<UUID> opening, List<UUID> ending) {

    /** Whether the application has to be changed. */
    boolean writes() {
        return before == null ? desired != null : !before.equals(desired);
    }

    /** Whether somebody who is no member of the application at all is what was wanted. */
    boolean onlyTakesAway() {
        return opening.isEmpty();
    }
}
