package dev.hallpass.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of a pair; roles as the application names them, null for no permission.
 *
 * @param open whether grants have been at work on it since the baseline was noted
 * @param baseline what stands without any grant
 * @param confirmed what was last read back
 * @param changedAt when that took the place of something else by our doing: a reading may show the old a while longer;
 *     null if it never did
 * @param intention a write that was begun and not yet confirmed
 * @param written whatever was written since the pair was opened
 * @param byHand whether a person was told to bring about what is intended
 * @param suspicion a reading that nobody has explained yet
 * @param late earlier writes that got no answer and may still take effect
 */
record PairBalance(
        boolean open,
        @Nullable String baseline,
        @Nullable String confirmed,
        @Nullable Instant changedAt,
        @Nullable Intention intention,
        Set<String> written,
        boolean byHand,
        @Nullable Suspicion suspicion,
        List<LateWrite> late) {

    /**
     * A write that was begun.
     *
     * @param role what it is to leave
     */
    record Intention(@Nullable String role, Instant since) {}

    /**
     * A reading that is neither ours nor yet believed.
     *
     * @param since when it was first made
     */
    record Suspicion(@Nullable String role, Instant since) {}

    /** Copies its collections. */
    PairBalance {
        written = Set.copyOf(written);
        late = List.copyOf(late);
    }

    /** No grant is at work on it. */
    PairBalance closed(@Nullable String nowConfirmed, Instant now) {
        return new PairBalance(
                false, null, nowConfirmed, changed(nowConfirmed, now), null, Set.of(), false, null, late);
    }

    private @Nullable Instant changed(@Nullable String nowConfirmed, Instant now) {
        return Objects.equals(confirmed, nowConfirmed) ? changedAt : now;
    }

    /** Its first grant has come; writes of earlier ones may still be on their way. */
    static PairBalance opened(@Nullable String baseline, @Nullable Instant changedAt, List<LateWrite> late) {
        return new PairBalance(true, baseline, baseline, changedAt, null, Set.of(), false, null, late);
    }

    /** Whether a write was begun and not yet confirmed. */
    boolean intending() {
        return intention != null;
    }

    /** What stands without any grant, whether grants are at work on it or not. */
    @Nullable
    String standing() {
        return open ? baseline : confirmed;
    }

    /**
     * Whether a reading can be explained by what Hallpass did: it is what was confirmed, or what an uncertain write may
     * have left, or what a person was told to do before.
     */
    boolean explains(@Nullable String observed) {
        return Objects.equals(observed, confirmed)
                || (intention != null && Objects.equals(observed, intention.role()))
                || (byHand && observed != null && written.contains(observed))
                || late.stream().anyMatch(each -> each.leaves(observed));
    }

    /** Whether an uncertain write is seen to have taken effect. */
    boolean hasTakenEffect(@Nullable String observed) {
        return intention != null && Objects.equals(observed, intention.role()) && !Objects.equals(observed, confirmed);
    }

    /** Whether an earlier uncertain write is seen to have taken effect after all. */
    boolean hasLanded(@Nullable String observed) {
        return !Objects.equals(observed, confirmed)
                && !hasTakenEffect(observed)
                && late.stream().anyMatch(each -> each.leaves(observed));
    }

    /**
     * How long it takes until a reading cannot be an old one any more. Only what stood there before it was last changed
     * can be read by mistake, so a reading of what was confirmed is never in doubt.
     *
     * @param window how old readings can be
     */
    Duration inDoubtFor(@Nullable String observed, Instant now, Duration window) {
        if (changedAt == null || Objects.equals(observed, confirmed)) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(now, changedAt.plus(window));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** It was read as somebody has set it, for so long that nothing else can be read by mistake. */
    PairBalance setByHand(@Nullable String newBaseline, @Nullable String observed) {
        return new PairBalance(
                true, newBaseline, observed, changedAt, null, written, byHand, null, outstanding(observed));
    }

    /** It was read as this. What was intended, and is not seen to have come, may still come. */
    PairBalance reading(@Nullable String newBaseline, @Nullable String observed, Instant now) {
        return new PairBalance(
                true,
                newBaseline,
                observed,
                changed(observed, now),
                null,
                written,
                byHand,
                null,
                outstanding(observed));
    }

    private List<LateWrite> outstanding(@Nullable String observed) {
        if (intention == null || byHand) {
            return late;
        }
        boolean another = late.stream().anyMatch(each -> each.leaves(intention.role()));
        if (hasTakenEffect(observed) && !another) {
            // No write takes effect twice. Of two alike nobody knows which of them it was.
            return late;
        }
        List<LateWrite> all = new ArrayList<>(late);
        // The latest of each kind is the one that may come last.
        all.removeIf(each -> each.leaves(intention.role()));
        all.add(new LateWrite(intention.role(), intention.since()));
        return all;
    }

    /** Writes that were begun before cannot take effect any more. */
    PairBalance forgetting(Instant begunBefore) {
        return new PairBalance(
                open,
                baseline,
                confirmed,
                changedAt,
                intention,
                written,
                byHand,
                suspicion,
                late.stream().filter(each -> each.since().isAfter(begunBefore)).toList());
    }

    /** This is about to be written; whether by a call or by a person is not known yet. */
    PairBalance intending(@Nullable String desired, Instant now) {
        Set<String> all = new HashSet<>(written);
        if (desired != null) {
            all.add(desired);
        }
        return new PairBalance(
                open, baseline, confirmed, changedAt, new Intention(desired, now), all, false, null, late);
    }

    /** It was read back as it should be: the write took effect. */
    PairBalance settled(@Nullable String observed, Instant now) {
        return new PairBalance(open, baseline, observed, changed(observed, now), null, written, false, null, late);
    }

    /** The application refused the write: it has no effect, now or later. */
    PairBalance refused() {
        return new PairBalance(open, baseline, confirmed, changedAt, null, written, byHand, suspicion, late);
    }

    /** Something was read that nobody has explained; null if it was nothing. */
    PairBalance suspecting(@Nullable Suspicion seen) {
        return new PairBalance(open, baseline, confirmed, changedAt, intention, written, byHand, seen, late);
    }
}
