package dev.hallpass.request;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a request was asked for and what the policy made of it.
 *
 * @param askedDuration how long was asked for, if the policy gives less; of an extension how much longer
 * @param acceptShorter whether less time than was asked for will do
 * @param emergency whether it was asked for as break-glass
 * @param breakGlass whether it was granted at once for that
 * @param maximumExtensions how often the grant may be extended; null for no limit
 */
public record RequestTerms(
        @Nullable Duration askedDuration,
        boolean acceptShorter,
        boolean emergency,
        boolean breakGlass,
        @Nullable Integer maximumExtensions) {

    /** Of a request as it is usually asked for, and given as it was asked for. */
    public static final RequestTerms USUAL = new RequestTerms(null, true, false, false, null);
}
