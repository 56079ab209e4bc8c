package dev.hallpass.facts;

import java.time.ZonedDateTime;

/** Tells business hours by the default calendar; where there is none, Monday to Friday from 9 to 17 o'clock is taken. */
public interface BusinessHours {

    /** Whether people work at this moment, by the clock on the wall of this zone. */
    boolean isWithin(ZonedDateTime moment);
}
