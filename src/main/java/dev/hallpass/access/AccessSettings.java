package dev.hallpass.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How access is made to follow the grants.
 *
 * @param sweepInterval how often the fail-safe looks for what is overdue
 * @param sweepGrace how long the engine's timer may be late before the fail-safe revokes in its place
 * @param firstRetry the delay after the first failure
 * @param longestRetry the longest delay between attempts, which go on for ever
 * @param lockTimeout how long one change of a pair waits for another of the same pair
 * @param parallelism how many pairs are changed at a time; each holds two database connections at most
 * @param applicationParallelism how many of them in one application, so that one that hangs leaves places to others
 */
@ConfigurationProperties("hallpass.access")
public record AccessSettings(
        @DefaultValue("PT1S") Duration sweepInterval,
        @DefaultValue("PT3S") Duration sweepGrace,
        @DefaultValue("PT1S") Duration firstRetry,
        @DefaultValue("PT5M") Duration longestRetry,
        @DefaultValue("PT30S") Duration lockTimeout,
        @DefaultValue("12") int parallelism,
        @DefaultValue("9") int applicationParallelism) {}
