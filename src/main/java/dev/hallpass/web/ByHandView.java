package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hallpass.access.ByHandOutcome;
import dev.hallpass.access.ByHandPurpose;
import dev.hallpass.access.ByHandState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order to do something by hand, as it goes out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder("id")
@Schema(name = "ByHandOrder", description = "Something that a person has to do in an application.")
record ByHandView(
        UUID id,

        @Schema(description = "The request that it is about; missing if something is put right that nobody asked for.")
        @Nullable
        UUID request,

        ByHandPurpose purpose,
        ByHandState state,

        @Schema(
                description = "Login name of whose access it is; missing if the account is nobody's in the directory.",
                example = "ada")
        @Nullable
        String principal,

        @Schema(description = "Their account in the application.", example = "557058:ada")
        String account,

        @Schema(description = "The resource, and the role to be held there afterwards; `none` for no role.")
        RequestView.EntitlementView entitlement,

        @Schema(example = "Add the account to the group.") String instruction,

        @Schema(description = "The group whose members may do it.", example = "administrators")
        String fulfillers,

        Instant askedAt,

        @Schema(description = "How often it was asked for again because the application did not show it.")
        int repeats,

        @Schema(description = "What the application showed then.", example = "none") @Nullable
        String found,

        @Schema(example = "linus") @Nullable String reportedBy,

        @Nullable Instant reportedAt,
        @Nullable ByHandOutcome outcome,
        @Nullable String note,
        @Nullable Instant closedAt,

        @Schema(description = "Whether the caller may report it.")
        boolean mayReport,

        @Schema(description = "Why not.") @Nullable String mayNotReportBecause) {}
