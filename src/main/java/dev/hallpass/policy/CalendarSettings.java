package dev.hallpass.policy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When people work, by one business calendar.
 *
 * @param days the days of the week
 * @param from when work begins, such as {@code 09:00}
 * @param until when it ends on the same day
 * @param zone the time zone of these times
 * @param holidays days without work
 */
public record CalendarSettings(
        @DefaultValue({"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"})
        Set<DayOfWeek> days,

        @DefaultValue("09:00") LocalTime from,
        @DefaultValue("17:00") LocalTime until,
        @DefaultValue("UTC") ZoneId zone,
        @DefaultValue Set<LocalDate> holidays) {

    /** Monday to Friday from nine to five. */
    static final CalendarSettings USUAL = new CalendarSettings(
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            LocalTime.of(9, 0),
            LocalTime.of(17, 0),
            ZoneOffset.UTC,
            Set.of());

    /** Refuses a calendar without a moment of work. */
    public CalendarSettings {
        days = Set.copyOf(days);
        holidays = Set.copyOf(holidays);
        if (days.isEmpty() || !from.isBefore(until)) {
            throw new IllegalArgumentException(
                    "hallpass.policy.calendars: a calendar needs a day of the week, and a time from before until");
        }
    }
}
