package dev.hallpass.access;

import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
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
 * @param byHand whether a person was told to bring about what is intended
 * @param suspicion a reading that nobody has explained yet
 */
record PairBalance(
        boolean open,
        @Nullable String baseline,
        @Nullable String confirmed,
        boolean intending,
        @Nullable String intended,
        Set<String> written,
        boolean byHand,
        @Nullable Suspicion suspicion) {

    /**
     * A reading that is neither ours nor yet believed.
     *
     * @param since when it was first made
     */
    record Suspicion(@Nullable String role, Instant since) {}

    /** Copies its set. */
    PairBalance {
        written = Set.copyOf(written);
    }

    /** No grant is at work on it. */
    static PairBalance closed(@Nullable String confirmed) {
        return new PairBalance(false, null, confirmed, false, null, Set.of(), false, null);
    }

    /** Its first grant has come. */
    static PairBalance opened(@Nullable String baseline) {
        return new PairBalance(true, baseline, baseline, false, null, Set.of(), false, null);
    }

    /**
     * Whether a reading can be explained by what Hallpass did: it is what was confirmed, or what an uncertain write, or
     * one before it, may have left.
     */
    boolean explains(@Nullable String observed) {
        return Objects.equals(observed, confirmed)
                || (intending
                        && (Objects.equals(observed, intended) || (observed != null && written.contains(observed))));
    }

    /** Whether an uncertain write is seen to have taken effect. */
    boolean hasTakenEffect(@Nullable String observed) {
        return intending && Objects.equals(observed, intended) && !Objects.equals(observed, confirmed);
    }

    /** It was read as this. */
    PairBalance reading(@Nullable String newBaseline, @Nullable String observed) {
        return new PairBalance(true, newBaseline, observed, false, null, written, byHand, null);
    }

    /** This is about to be written. */
    PairBalance intending(@Nullable String desired) {
        Set<String> all = new HashSet<>(written);
        if (desired != null) {
            all.add(desired);
        }
        return new PairBalance(open, baseline, confirmed, true, desired, all, byHand, null);
    }

    /** It was read back as it should be. */
    PairBalance settled(@Nullable String observed) {
        return new PairBalance(open, baseline, observed, false, null, written, false, null);
    }

    /** Something was read that nobody has explained. */
    PairBalance suspecting(Suspicion seen) {
        return new PairBalance(open, baseline, confirmed, intending, intended, written, byHand, seen);
    }
}
