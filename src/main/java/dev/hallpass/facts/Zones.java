package dev.hallpass.facts;

import dev.hallpass.identity.Principal;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** In which time zone somebody works. */
final class Zones {

    private Zones() {}

    /** The directory's word, else the default; null if neither tells. */
    static @Nullable ZoneId of(Principal person, FactSettings settings) {
        ZoneId told = person.zone();
        return told == null ? settings.defaultZone() : told;
    }
}
