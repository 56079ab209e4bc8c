package dev.hallpass.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a step waits.
 *
 * @param remindAfter after how long its approvers are reminded
 * @param lapseAfter after how long without an answer the request lapses
 * @param calendar the business calendar by which this time counts; null if every hour counts
 */
public record StepTimes(
        Duration remindAfter, Duration lapseAfter, @Nullable String calendar) {}
