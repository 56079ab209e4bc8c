package dev.hallpass.access;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the ledger over a pair has set out to do.
 *
 * @param was the permission before anything was done about it; differs from {@code before} if a write that got no answer,
 *     or somebody who was told to, has changed it meanwhile
 * @param before the permission as it was read
 * @param desired what it should be: the highest of what stands without grants and the roles of those in force
 * @param certain whether the reading agrees with what was read back last. If not, nothing ends without a write, since
 *     the reading may be an old one
 * @param done how it has come to be as it was read, as far as that was our doing
 * @param opening grants that come into force with it
 * @param ending grants that are over with it
 * @param repairing grants for which something is put right that was changed by hand, or by a write that came too late;
 *     they are in force, or are over and nothing should be left of them
 */
record Convergence(
        @Nullable String was,
        @Nullable String before,
        @Nullable String desired,
        boolean certain,
        ReceiptMeans done,
        List<UUID> opening,
        List<UUID> ending,
        List<UUID> repairing) {

    /** A write of ours that came too late is undone for the sake of grants that are over. */
    static Convergence undoing(@Nullable String before, @Nullable String desired, List<UUID> repairing) {
        return new Convergence(before, before, desired, false, ReceiptMeans.NOTHING, List.of(), List.of(), repairing);
    }

    /** Whether the application is not as it should be. */
    boolean differs() {
        return !Objects.equals(before, desired);
    }

    /** Whether the application has to be written to. */
    boolean writes() {
        return differs() || (!certain && !ending.isEmpty() && done != ReceiptMeans.BY_HAND);
    }

    /** Whether a permission is taken away and none is to be left. */
    boolean takesAll() {
        return writes() && desired == null;
    }

    /** How it comes to be as it should. */
    ReceiptMeans means() {
        return writes() ? ReceiptMeans.WRITE : done;
    }

    /** Whether somebody who is no member of the application at all is what was wanted. */
    boolean onlyTakesAway() {
        return opening.isEmpty();
    }

    /** Whether it proves anything about a grant, so that all paths have to be looked at. */
    boolean needsProof() {
        return writes() || !opening.isEmpty() || !ending.isEmpty();
    }
}
