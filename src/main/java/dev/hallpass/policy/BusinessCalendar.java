package dev.hallpass.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;

/** Counts time while people work. */
public final class BusinessCalendar {

    /** So many days without work in a row end every count: there is something wrong with the calendar. */
    private static final int LONGEST_BREAK = 366;

    private final CalendarSettings settings;

    /** The calendar that the settings describe. */
    public BusinessCalendar(CalendarSettings settings) {
        this.settings = settings;
    }

    /** Whether people work at this moment, by the clock on the wall that the moment shows. */
    public boolean isWithin(ZonedDateTime moment) {
        return isWorkingDay(moment.toLocalDate())
                && !moment.toLocalTime().isBefore(settings.from())
                && moment.toLocalTime().isBefore(settings.until());
    }

    /**
     * When so much time of work will have passed.
     *
     * @throws IllegalStateException if nobody works for a year
     */
    public Instant after(Instant start, Duration time) {
        Duration left = time;
        LocalDate day = start.atZone(settings.zone()).toLocalDate();
        int idle = 0;
        while (idle <= LONGEST_BREAK) {
            if (isWorkingDay(day)) {
                Instant opens =
                        day.atTime(settings.from()).atZone(settings.zone()).toInstant();
                Instant closes =
                        day.atTime(settings.until()).atZone(settings.zone()).toInstant();
                Instant from = start.isAfter(opens) ? start : opens;
                Duration today = from.isBefore(closes) ? Duration.between(from, closes) : Duration.ZERO;
                if (left.compareTo(today) <= 0) {
                    return from.plus(left);
                }
                left = left.minus(today);
                idle = 0;
            } else {
                idle++;
            }
            day = day.plusDays(1);
        }
        throw new IllegalStateException("A business calendar knows no working day after " + day);
    }

    private boolean isWorkingDay(LocalDate day) {
        return settings.days().contains(day.getDayOfWeek())
                && !settings.holidays().contains(day);
    }
}
