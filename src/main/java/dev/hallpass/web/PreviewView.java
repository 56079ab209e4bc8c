package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the policy would say. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Preview", description = "What the policy would decide now.")
record PreviewView(
        @Schema(
                description = "REFUSED: not to be had; APPROVED: granted by the rule; ROUTED: people must agree.",
                allowableValues = {"REFUSED", "APPROVED", "ROUTED"},
                example = "ROUTED")
        String outcome,

        @Schema(description = "The rule that decides.", example = "owner-approves-write")
        String rule,

        @Schema(example = "The owner of the repository decides about write access.")
        String reason,

        @Schema(description = "The version of the policy.") String policyVersion,

        @Schema(
                description = "The longest duration that the policy allows here; only if more was asked for.",
                example = "PT8H")
        @Nullable
        String maximum,

        @Schema(description = "Who would be asked, one step after the other.")
        List<PreviewStepView> steps,

        @Schema(description = "After how long approvers would be reminded.", example = "PT4H") @Nullable
        String remindAfter,

        @Schema(description = "After how long without an answer the request would lapse.", example = "P2D") @Nullable
        String lapseAfter,

        @Schema(description = "What people would be asked to do before it can be given.") @Nullable
        String notice) {

    PreviewView with(@Nullable String newNotice) {
        return new PreviewView(
                outcome, rule, reason, policyVersion, maximum, steps, remindAfter, lapseAfter, newNotice);
    }

    /** One stage of the route. */
    @Schema(name = "PreviewStep", description = "One stage of the route.")
    record PreviewStepView(
            @Schema(example = "Owner") String name,

            @Schema(description = "Groups whose members would be asked.", example = "[]")
            List<String> groups,

            @Schema(description = "All people who could decide it.", example = "[\"grace\"]")
            List<String> people) {}
}
