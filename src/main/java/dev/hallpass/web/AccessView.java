package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallpass.access.GrantState;
import dev.hallpass.access.HeldAccess;
import dev.hallpass.access.PairReading;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One person's access to a resource as it goes out; what is not known is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Access", description = "What one person holds on a resource through grants, why and until when.")
record AccessView(
        @Schema(description = "Login name.", example = "ada")
        String principal,

        @Schema(description = "Their account in the application.", example = "557058:ada")
        String account,

        @Schema(description = "The highest role of the grants.", example = "write")
        String role,

        @Schema(
                description = "The role that the application gave back last of the permission that Hallpass writes;"
                        + " `none` if there was none.",
                example = "write")
        @Nullable
        String explicit,

        @Schema(
                description = "The role that the application told last, by every path; left out while it changes.",
                example = "write")
        @Nullable
        String effective,

        @Schema(
                description = "The role that stands without any grant, and will again; `none` if there is none.",
                example = "read")
        @Nullable
        String standing,

        @Schema(description = "When the ledger was last written.") @Nullable
        Instant readAt,

        @Schema(description = "The grants that it comes from, oldest first.")
        List<AccessGrantView> grants) {

    /** What is shown where there is no role. */
    static final String NONE = "none";

    /** One of the grants that access comes from. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AccessGrant", description = "A grant in force, or one that is being taken back.")
    record AccessGrantView(
            UUID id,

            @Schema(description = "The request that it traces to.")
            UUID request,

            GrantState state,

            @Schema(example = "write") String role,

            @Schema(description = "Why it was asked for.", example = "Fix the failed payout job")
            String justification,

            @Schema(description = "The rule of the policy that it was agreed under.", example = "owner-approves-write")
            @Nullable
            String rule,

            @Schema(description = "Since when it is in force.") @Nullable
            Instant activatedAt,

            @Schema(description = "Until when.") @Nullable Instant expiresAt) {}

    static AccessView of(HeldAccess held, String role, List<AccessGrantView> grants) {
        PairReading reading = held.reading();
        return new AccessView(
                held.principal().value(),
                held.account(),
                role,
                reading == null ? null : shown(reading.explicit()),
                reading == null ? null : reading.effective(),
                reading == null ? null : shown(reading.standing()),
                reading == null ? null : reading.readAt(),
                grants);
    }

    static String shown(@Nullable String role) {
        return role == null ? NONE : role;
    }
}
