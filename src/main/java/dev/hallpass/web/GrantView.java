package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hallpass.access.Grant;
import dev.hallpass.access.GrantState;
import dev.hallpass.access.PairReading;
import dev.hallpass.request.EndReason;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A grant as it goes out; what is not known yet is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder("id")
@Schema(name = "Grant", description = "A time-bound role of one person on one resource.")
record GrantView(
        UUID id,

        @Schema(description = "The request that it traces to.")
        UUID request,

        GrantState state,

        @Schema(description = "Login name of the holder.", example = "ada")
        String principal,

        @Schema(description = "The holder's account in the application.", example = "557058:ada")
        String account,

        RequestView.EntitlementView entitlement,

        @Schema(
                description = "The role that the application told last, by every path; left out while it changes.",
                example = "write")
        @Nullable
        String effective,

        @Schema(
                description =
                        "The role that stands without any grant, and will again; `none` if there is none. Left out"
                                + " once the grant is over.",
                example = "read")
        @Nullable
        String standing,

        Instant openedAt,

        @Schema(description = "Since when the access is there; the duration counts from here.") @Nullable
        Instant activatedAt,

        @Nullable Instant expiresAt,
        @Nullable EndReason endReason,

        @Schema(description = "Login name of who ended it, if not time.", example = "grace") @Nullable
        String endedBy,

        @Schema(description = "Since when it is being taken back.") @Nullable
        Instant revokingSince,

        @Schema(description = "When it was proved to be gone.") @Nullable
        Instant endedAt,

        @Schema(
                description = "Since when it gives nothing, because somebody took away by hand what it gave and nobody"
                        + " has decided yet to give it again; left out if it counts.")
        @Nullable
        Instant setAsideAt,

        @Schema(description = "How often bringing it about or taking it back has failed so far.")
        int failedAttempts,

        @Schema(description = "Why the last attempt failed.") @Nullable
        String lastError,

        @Schema(
                description = "The proof of what was done for it in the application, oldest first; only where one"
                        + " grant is looked at.")
        @Nullable
        List<ReceiptView> receipts) {

    static GrantView of(
            Grant grant,
            RequestView.EntitlementView entitlement,
            @Nullable PairReading reading,
            @Nullable List<ReceiptView> receipts) {
        return new GrantView(
                grant.id().value(),
                grant.request().value(),
                grant.state(),
                grant.principal().value(),
                grant.account(),
                entitlement,
                reading == null ? null : reading.effective(),
                reading == null ? null : AccessView.shown(reading.standing()),
                grant.openedAt(),
                grant.activatedAt(),
                grant.expiresAt(),
                grant.endReason(),
                grant.endedBy(),
                grant.revokingSince(),
                grant.endedAt(),
                grant.setAsideAt(),
                grant.failedAttempts(),
                grant.lastError(),
                receipts);
    }
}
