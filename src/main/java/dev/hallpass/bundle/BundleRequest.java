package dev.hallpass.bundle;

import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.RequestId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Several entitlements asked for as one, as it stands. Each part is an access request of its own.
 *
 * @param bundle the name of the bundle; null if the entitlements were named one by one
 * @param size how many parts it has
 * @param reason why it was undone, or what could not be had
 * @param failedPart the part that kept the others from holding
 * @param settledAt when it was found out what becomes of it
 * @param endedAt since when nothing of it is in force or under way
 */
public record BundleRequest(
        BundleRequestId id,
        @Nullable String bundle,
        BundleMode mode,
        PrincipalId requester,
        PrincipalId beneficiary,
        Duration duration,
        String justification,
        @Nullable String ticket,
        int size,
        BundleRequestState state,
        @Nullable String reason,
        @Nullable RequestId failedPart,
        Instant submittedAt,
        @Nullable Instant settledAt,
        @Nullable Instant endedAt) {}
