package dev.hallpass.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of a pair; roles as the application names them, null for no permission.
 *
 * @param open whether grants have been at work on it since the baseline was noted
 * @param baseline what stands without any grant
 * @param confirmed what was last read back
 * @param intending whether a write was begun and not yet confirmed
 * @param intended what that write was to leave
 * @param written whatever was written since the pair was opened
 */
record PairBalance(
        boolean open,
        @Nullable String baseline,
        @Nullable String confirmed,
        boolean intending,
        @Nullable String intended,
        Set<String> written) {

    /** Copies its set. */
    PairBalance {
        written = Set.copyOf(written);
    }
}
