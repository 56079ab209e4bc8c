package dev.hallpass.access;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How changes by hand are looked for.
 *
 * @param driftInterval how often the permissions of each resource with live grants are read
 * @param driftConfirmation how long after a first reading a second one must show the same before somebody is believed to
 *     have changed a permission by hand; zero believes the first
 * @param driftUntouched accounts of which nothing is ever taken away because it was added by hand: those of Hallpass
 *     itself and of other programs, by the application's own ids
 * @param lateWriteWindow how long after it was begun a write that got no answer may still take effect
 */
@ConfigurationProperties("hallpass.access")
record DriftSettings(
        @DefaultValue("PT15M") Duration driftInterval,
        @DefaultValue("PT3S") Duration driftConfirmation,
        @DefaultValue Set<String> driftUntouched,
        @DefaultValue("PT10M") Duration lateWriteWindow) {

    /** Copies its set. */
    DriftSettings {
        driftUntouched = Set.copyOf(driftUntouched);
    }
}
