package dev.hallpass.connector.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;

/**
 * What the connectors of all applications share.
 *
 * @param meters where calls are counted for operators
 * @param observations where calls become parts of traces
 * @param budgets where calls are counted for the budgets
 * @param clock the time
 */
public record Surroundings(MeterRegistry meters, ObservationRegistry observations, CallBudgets budgets, Clock clock) {

    /** Without traces, and with budgets that are counted in this process alone. */
    public static Surroundings alone(MeterRegistry meters, Clock clock) {
        return new Surroundings(meters, ObservationRegistry.NOOP, CallBudgets.inMemory(clock), clock);
    }
}
