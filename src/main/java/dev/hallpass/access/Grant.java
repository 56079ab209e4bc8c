package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.EndReason;
import dev.hallpass.request.RequestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time-bound entitlement of one principal.
 *
 * @param request the request that it traces to
 * @param account the principal's account in the application
 * @param activatedAt when the permission was read back; the clock runs from here
 * @param expiresAt when it ends
 * @param endedBy who ended it, if not time
 * @param revokingSince since when it is being taken back
 * @param endedAt when it was proved to be gone
 * @param setAsideAt since when it gives nothing, because somebody took it away by hand; null if it counts
 * @param failedAttempts how often taking it back has failed so far
 * @param nextAttemptAt when the fail-safe tries next
 * @param lastError why the last attempt failed
 */
public record Grant(
        GrantId id,
        RequestId request,
        PrincipalId principal,
        ResourceId resource,
        String account,
        String role,
        GrantState state,
        Instant openedAt,
        @Nullable Instant activatedAt,
        @Nullable Instant expiresAt,
        @Nullable EndReason endReason,
        @Nullable String endedBy,
        @Nullable Instant revokingSince,
        @Nullable Instant endedAt,
        @Nullable Instant setAsideAt,
        int failedAttempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String lastError) {}
