package dev.hallpass.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events to look at; each criterion left out is not applied.
 *
 * @param from not before this
 * @param to before this
 */
public record AuditQuery(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String actor,
        @Nullable String principal,
        @Nullable String resource,
        @Nullable String type,
        @Nullable UUID requestId) {

    /** Everything. */
    public static AuditQuery all() {
        return new AuditQuery(null, null, null, null, null, null, null);
    }

    /** All about one request. */
    public static AuditQuery ofRequest(UUID request) {
        return new AuditQuery(null, null, null, null, null, null, request);
    }
}
