package dev.hallpass.policy;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits that no table can move.
 *
 * @param shortestDuration the shortest access that can be asked for
 * @param absoluteCeiling the longest access there can be, extensions included
 * @param fallbackApprovers the group whose members decide where nobody else may
 * @param calendars business calendars by their names
 */
@ConfigurationProperties("hallpass.policy")
public record PolicySettings(
        @DefaultValue("PT1M") Duration shortestDuration,
        @DefaultValue("P30D") Duration absoluteCeiling,
        @DefaultValue("administrators") String fallbackApprovers,
        @DefaultValue Map<String, CalendarSettings> calendars) {

    /** Refuses limits that contradict each other. */
    public PolicySettings {
        calendars = Map.copyOf(calendars);
        if (!shortestDuration.isPositive() || absoluteCeiling.compareTo(shortestDuration) < 0) {
            throw new IllegalArgumentException(
                    "hallpass.policy: shortest-duration must be positive and not above absolute-ceiling");
        }
        if (absoluteCeiling.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException("hallpass.policy.absolute-ceiling must not exceed 366 days");
        }
    }
}
