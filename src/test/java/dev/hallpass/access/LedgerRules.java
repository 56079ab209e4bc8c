package dev.hallpass.access;

import dev.hallpass.connector.DriftResponse;
import dev.hallpass.connector.Fulfilment;
import java.time.Duration;
import java.util.Map;

/**
 * The application's settings in one run of {@link LedgerPropertyTest}.
 *
 * @param confirmation how long after a first reading a second one must show the same
 */
record LedgerRules(DriftResponse drift, Duration confirmation, Fulfilment fulfilment) {

    static final LedgerRules USUAL = new LedgerRules(DriftResponse.REPORT, Duration.ZERO, Fulfilment.AUTOMATIC);

    LedgerRules answering(DriftResponse response) {
        return new LedgerRules(response, confirmation, fulfilment);
    }

    LedgerRules confirming() {
        return new LedgerRules(drift, Duration.ofSeconds(3), fulfilment);
    }

    LedgerRules fulfilledByHand() {
        return new LedgerRules(drift, confirmation, Fulfilment.BY_HAND);
    }

    boolean isConfirming() {
        return !confirmation.isZero();
    }

    boolean isByHand() {
        return fulfilment == Fulfilment.BY_HAND;
    }

    Map<String, Object> settings() {
        return Map.of(
                "hallpass.applications[0].drift",
                drift.name(),
                "hallpass.access.drift-confirmation",
                confirmation,
                "hallpass.applications[0].fulfilment",
                fulfilment.name());
    }
}
