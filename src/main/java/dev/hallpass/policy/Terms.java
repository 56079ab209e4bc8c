package dev.hallpass.policy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On what terms access is given.
 *
 * @param duration how long; of an extension the whole length from activation to the new end
 * @param shortened whether more was asked for than is given here
 * @param maximumExtensions how often the grant may be extended; null for no limit
 * @param told who is told, beside those who decide
 */
public record Terms(
        Duration duration, boolean shortened, @Nullable Integer maximumExtensions, List<Told> told) {

    /** Copies its list. */
    public Terms {
        told = List.copyOf(told);
    }
}
