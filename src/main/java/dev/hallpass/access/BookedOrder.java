package dev.hallpass.access;

import dev.hallpass.request.RequestId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order to do something by hand, as it stands.
 *
 * @param request whose grant it is about; null if something is put right that no request asked for
 * @param order what is to be done
 * @param askedAt when it was asked for, first or again
 * @param repeats how often it was asked for again because the application did not show it
 * @param found the role that was read when it was asked for again; null for none
 * @param reportedBy who said how it went, of the last time it was asked for
 * @param note what they said to it
 * @param closedAt since when nothing is to be done any more
 * @param userTaskKey the engine's task for it, while there is one
 */
public record BookedOrder(
        UUID id,
        @Nullable RequestId request,
        ByHandPurpose purpose,
        ByHandState state,
        ByHandOrder order,
        Instant askedAt,
        int repeats,
        @Nullable String found,
        @Nullable String reportedBy,
        @Nullable Instant reportedAt,
        @Nullable ByHandOutcome outcome,
        @Nullable String note,
        @Nullable Instant closedAt,
        @Nullable Long userTaskKey) {

    /** Whose grant it is about; every order has one that does not put something right. */
    public RequestId requireRequest() {
        return Objects.requireNonNull(request);
    }

    /** Whether somebody has said that it cannot be done. */
    public boolean isGivenUp() {
        return outcome == ByHandOutcome.IMPOSSIBLE;
    }
}
