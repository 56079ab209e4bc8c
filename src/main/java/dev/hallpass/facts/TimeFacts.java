package dev.hallpass.facts;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The date and the time of day where the requester works. If nobody tells where that is, they are those of UTC, and
 * whether it is a weekend or business hours is unknown.
 */
@Component
class TimeFacts implements FactSource {

    private static final int BEGIN = 9;
    private static final int END = 17;

    private final FactSettings settings;
    private final ObjectProvider<BusinessHours> hours;

    TimeFacts(FactSettings settings, ObjectProvider<BusinessHours> hours) {
        this.settings = settings;
        this.hours = hours;
    }

    @Override
    public String name() {
        return "time";
    }

    @Override
    public Duration timeout() {
        return settings.timeout();
    }

    @Override
    public Map<String, @Nullable Object> unanswered(FactQuestion question) {
        ZonedDateTime time = time(question);
        return facts(time, zone(question) == null ? Facts.UNKNOWN : isWeekend(time), Facts.UNKNOWN);
    }

    @Override
    public Map<String, @Nullable Object> answer(FactQuestion question) {
        ZonedDateTime time = time(question);
        return zone(question) == null
                ? facts(time, Facts.UNKNOWN, Facts.UNKNOWN)
                : facts(time, isWeekend(time), isBusiness(time));
    }

    private @Nullable ZoneId zone(FactQuestion question) {
        return Zones.of(question.requester(), settings);
    }

    private ZonedDateTime time(FactQuestion question) {
        ZoneId zone = zone(question);
        return question.at().atZone(zone == null ? ZoneOffset.UTC : zone);
    }

    private boolean isBusiness(ZonedDateTime time) {
        BusinessHours calendar = hours.getIfAvailable();
        return calendar == null
                ? !isWeekend(time) && time.getHour() >= BEGIN && time.getHour() < END
                : calendar.isWithin(time);
    }

    private static boolean isWeekend(ZonedDateTime time) {
        return time.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    private static Map<String, @Nullable Object> facts(ZonedDateTime time, Object weekend, Object businessHours) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("time.date", time.toLocalDate().toString());
        facts.put("time.day", time.getDayOfWeek().name());
        facts.put("time.hour", time.getHour());
        facts.put("time.minute", time.getMinute());
        facts.put("time.weekend", weekend);
        facts.put("time.businessHours", businessHours);
        return facts;
    }
}
