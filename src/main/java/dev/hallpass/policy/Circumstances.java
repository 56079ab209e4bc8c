package dev.hallpass.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How something is asked for.
 *
 * @param emergency whether it is asked for as break-glass
 * @param acceptShorter whether less time than was asked for will do
 * @param prolonged the grant that is to be prolonged; null for a new one
 */
public record Circumstances(
        boolean emergency, boolean acceptShorter, @Nullable Prolonged prolonged) {

    /** A new grant, as it is usually asked for. */
    public static final Circumstances USUAL = new Circumstances(false, true, null);

    /**
     * The grant that is to be prolonged.
     *
     * @param extensions how often it was extended before
     * @param extendedBy by how much in all
     * @param soFar its whole length from activation to the end it has now
     */
    public record Prolonged(int extensions, Duration extendedBy, Duration soFar) {}
}
