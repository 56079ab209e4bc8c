package dev.hallpass.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** When a pair is to be looked at again by itself. */
@Component
class WatchSchedule {

    private final DriftSettings settings;

    WatchSchedule(DriftSettings settings) {
        this.settings = settings;
    }

    /**
     * The next look at a pair of which something was suspected, or to which a write of ours may still come; empty for
     * all others. The last look comes so much after the window that an old reading cannot hide what came at its end.
     */
    Optional<Instant> nextLook(PairBalance balance, Instant now) {
        PairBalance.Suspicion suspicion = balance.suspicion();
        PairBalance.Intention intention = balance.intention();
        Stream<Instant> again =
                Stream.ofNullable(suspicion).map(suspected -> suspected.since().plus(settings.driftConfirmation()));
        Stream<LateWrite> begun = Stream.ofNullable(intention)
                .filter(open -> !balance.byHand())
                .map(open -> new LateWrite(open.role(), open.since()));
        Stream<Instant> looks =
                Stream.concat(begun, balance.late().stream()).map(write -> write.nextLook(now, watched()));
        return Stream.concat(again, looks).min(Comparator.naturalOrder());
    }

    /** Of a pair read just now: the writes that cannot take effect any more are forgotten. */
    PairBalance forgettingWhatCannotCome(PairBalance balance, Instant now) {
        return balance.forgetting(now.minus(watched()));
    }

    private Duration watched() {
        return settings.lateWriteWindow().plus(settings.driftConfirmation());
    }
}
