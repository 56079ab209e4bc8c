package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hallpass.bundle.BundleMode;
import dev.hallpass.bundle.BundleRequestState;
import dev.hallpass.request.RequestState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A bundle request as it goes out; what is not known yet is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder("id")
@Schema(name = "BundleRequest", description = "Several entitlements asked for as one, each with a request of its own.")
record BundleRequestView(
        UUID id,

        @Schema(description = "The bundle's name, if one was named.", example = "payments-on-call") @Nullable
        String bundle,

        BundleMode mode,
        BundleRequestState state,

        @Schema(description = "Why it was undone, or what could not be had.") @Nullable
        String reason,

        @Schema(description = "The part that is the cause.") @Nullable
        UUID failedPart,

        @Schema(description = "Login name of who asked.", example = "ada")
        String requester,

        @Schema(description = "Login name of who gets the access.", example = "ada")
        String beneficiary,

        @Schema(description = "For how long, of each part from its activation on.", example = "PT2H")
        String duration,

        @Schema(example = "Fix the failed payout job") String justification,

        @Schema(example = "OPS-1") @Nullable String ticket,

        @Schema(description = "How many parts it has.", example = "2")
        int size,

        @Schema(description = "How many parts are in which state.", example = "{\"ACTIVE\": 2}")
        Map<RequestState, Integer> counts,

        @Schema(description = "The parts that the caller may see, in order; left out in lists.") @Nullable
        List<RequestView> parts,

        @Schema(description = "The parts that this call has decided.") @Nullable
        List<UUID> decided,

        @Schema(description = "What was left out because it is held already; told only to who has just asked.")
        @Nullable
        List<HeldPartView> alreadyHeld,

        @Schema(
                description =
                        "What people will be asked to do before it can be given; told only to who has just asked.")
        @Nullable
        String notice,

        Instant submittedAt,

        @Schema(description = "When it was found out what becomes of it.") @Nullable
        Instant settledAt,

        @Nullable Instant endedAt) {}
