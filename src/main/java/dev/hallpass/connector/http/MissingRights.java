package dev.hallpass.connector.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What the application lately told a credential that it may not do: which operations, with which secret. */
final class MissingRights {

    /** Rights are given and tokens replaced seldom, so that the first call afterwards may be late by this. */
    static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<String, Refusal> refusals = new HashMap<>();

    private record Refusal(Instant at, int secret) {}

    MissingRights(Clock clock) {
        this.clock = clock;
    }

    /** Notes it; returns whether that is news. */
    synchronized boolean lacks(String operation, int secret) {
        return refusals.put(operation, new Refusal(clock.instant(), secret)) == null;
    }

    /** It may do it after all. */
    synchronized void has(String operation) {
        refusals.remove(operation);
    }

    /** Whether it is known to lack the right; no more once its secret has been replaced. */
    synchronized boolean lacking(String operation, int secret) {
        Refusal refusal = refusals.get(operation);
        if (refusal == null) {
            return false;
        }
        Duration passed = Duration.between(refusal.at(), clock.instant());
        return refusal.secret() == secret && !passed.isNegative() && passed.compareTo(REMEMBERED) < 0;
    }
}
