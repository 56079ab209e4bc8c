package dev.hallpass.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time that passes only while people work. */
class BusinessCalendarTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final BusinessCalendar CALENDAR = new BusinessCalendar(new CalendarSettings(
            WEEK, LocalTime.of(9, 0), LocalTime.of(17, 0), BERLIN, Set.of(LocalDate.parse("2026-12-25"))));

    /** 2026-11-27 is a Friday; the clocks of Berlin go forward in the night to 2026-03-29. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-27T10:00, PT4H, 2026-11-27T14:00, within a day",
        "2026-11-27T10:00, PT7H, 2026-11-27T17:00, to its very end",
        "2026-11-27T16:00, PT2H, 2026-11-30T10:00, over the weekend",
        "2026-11-28T12:00, PT1H, 2026-11-30T10:00, asked on a Saturday",
        "2026-11-27T07:00, PT1H, 2026-11-27T10:00, before work begins",
        "2026-11-27T22:00, PT1H, 2026-11-30T10:00, after work has ended",
        "2026-12-24T16:00, PT2H, 2026-12-28T10:00, over a holiday and a weekend",
        "2026-11-23T09:00, PT40H, 2026-11-27T17:00, a whole week",
        "2026-03-27T16:00, PT2H, 2026-03-30T10:00, over the change to summer time"
    })
    void onlyTimeOfWorkCounts(String start, Duration time, String end, String why) {
        assertThat(CALENDAR.after(at(start), time)).as(why).isEqualTo(at(end));
    }

    @Test
    void theClockOnTheWallSaysWhetherPeopleWork() {
        assertThat(CALENDAR.isWithin(at("2026-11-27T09:00").atZone(BERLIN))).isTrue();
        assertThat(CALENDAR.isWithin(at("2026-11-27T17:00").atZone(BERLIN))).isFalse();
        assertThat(CALENDAR.isWithin(at("2026-11-28T12:00").atZone(BERLIN))).isFalse();
        assertThat(CALENDAR.isWithin(at("2026-12-25T12:00").atZone(BERLIN))).isFalse();
    }

    @Test
    void aCalendarWithoutWorkIsRefused() {
        assertThatThrownBy(() -> new CalendarSettings(WEEK, LocalTime.of(17, 0), LocalTime.of(9, 0), BERLIN, Set.of()))
                .hasMessageContaining("hallpass.policy.calendars");
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }
}
