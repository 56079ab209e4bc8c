package dev.hallpass.policy;

import dev.hallpass.facts.BusinessHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The business calendars of the settings. The one called {@code default} tells facts and rules of business hours. */
@Component
public class BusinessCalendars implements BusinessHours {

    private static final String USUAL = "default";

    private final PolicySettings settings;

    BusinessCalendars(PolicySettings settings) {
        this.settings = settings;
    }

    /**
     * When so much time will have passed, counted by the calendar of this name.
     *
     * @param calendar null if every hour counts; so it does for one that was taken from the settings since
     */
    public Instant after(Instant start, Duration time, @Nullable String calendar) {
        CalendarSettings described =
                calendar == null ? null : settings.calendars().get(calendar);
        return described == null ? start.plus(time) : new BusinessCalendar(described).after(start, time);
    }

    @Override
    public boolean isWithin(ZonedDateTime moment) {
        return new BusinessCalendar(settings.calendars().getOrDefault(USUAL, CalendarSettings.USUAL)).isWithin(moment);
    }
}
