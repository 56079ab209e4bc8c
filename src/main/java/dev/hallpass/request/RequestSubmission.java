package dev.hallpass.request;

import dev.hallpass.catalog.Resource;
import dev.hallpass.identity.Principal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request whose every field was found good.
 *
 * @param duration how long from activation on; of an extension how much longer
 * @param wholeDuration what the policy judges: of an extension the whole length from activation to the new end
 * @param emergency whether it is asked for as break-glass
 * @param acceptShorter whether less time than was asked for will do
 */
public record RequestSubmission(
        Principal requester,
        Principal beneficiary,
        Resource resource,
        String role,
        Duration duration,
        Duration wholeDuration,
        String justification,
        @Nullable String ticket,
        boolean emergency,
        boolean acceptShorter) {

    /** As it is usually asked for. */
    public RequestSubmission(
            Principal requester,
            Principal beneficiary,
            Resource resource,
            String role,
            Duration duration,
            Duration wholeDuration,
            String justification,
            @Nullable String ticket) {
        this(requester, beneficiary, resource, role, duration, wholeDuration, justification, ticket, false, true);
    }
}
