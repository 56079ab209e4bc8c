package dev.hallpass.bench.chaos;

import org.jspecify.annotations.Nullable;

/** A request's hold on its pair, which begins when access may first come of it. */
final class LateLease {

    private final PairState pair;
    private PairState.@Nullable Lease held;

    LateLease(PairState pair) {
        this.pair = pair;
    }

    /** The hold; begins with the first call. Waits for an administrator who is at work. */
    PairState.Lease begun() throws InterruptedException {
        PairState.Lease lease = held;
        if (lease == null) {
            lease = pair.begin();
            held = lease;
        }
        return lease;
    }

    /** Access does not come of the request any more. */
    void end() {
        if (held != null) {
            held.end();
        }
    }
}
