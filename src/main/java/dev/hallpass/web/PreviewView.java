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
                description =
                        "REFUSED: not to be had; APPROVED: granted by the rule; ROUTED: people must agree; BREAK_GLASS:"
                                + " granted at once, and reviewed afterwards.",
                allowableValues = {"REFUSED", "APPROVED", "ROUTED", "BREAK_GLASS"},
                example = "ROUTED")
        String outcome,

        @Schema(description = "The rule that decides.", example = "owner-approves-write")
        String rule,

        @Schema(example = "The owner of the repository decides about write access.")
        String reason,

        @Schema(description = "The version of the policy.") String policyVersion,

        @Schema(
                description = "For how long it would be given: what was asked for, or less; or, if it is refused only"
                        + " because less will not do, for how long it could be had.",
                example = "PT2H")
        @Nullable
        String duration,

        @Schema(description = "How often the grant could be extended; left out if there is no limit.", example = "2")
        @Nullable
        Integer maximumExtensions,

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
        String notice,

        @Schema(
                description = "The tables of the policy, rule by rule; not for the parts of a bundle, nor while the"
                        + " tables are not at hand.")
        @Nullable
        List<PreviewTableView> tables) {

    PreviewView with(@Nullable String newNotice) {
        return new PreviewView(
                outcome,
                rule,
                reason,
                policyVersion,
                duration,
                maximumExtensions,
                maximum,
                steps,
                remindAfter,
                lapseAfter,
                newNotice,
                tables);
    }

    PreviewView along(List<PreviewStepView> route, String remind, String lapse) {
        return new PreviewView(
                outcome,
                rule,
                reason,
                policyVersion,
                duration,
                maximumExtensions,
                maximum,
                route,
                remind,
                lapse,
                notice,
                tables);
    }

    PreviewView explainedBy(@Nullable List<PreviewTableView> explained) {
        return new PreviewView(
                outcome,
                rule,
                reason,
                policyVersion,
                duration,
                maximumExtensions,
                maximum,
                steps,
                remindAfter,
                lapseAfter,
                notice,
                explained);
    }

    /** One stage of the route. */
    @Schema(name = "PreviewStep", description = "One stage of the route.")
    record PreviewStepView(
            @Schema(example = "Owner") String name,

            @Schema(description = "Groups whose members would be asked.", example = "[]")
            List<String> groups,

            @Schema(description = "All people who could decide it.", example = "[\"grace\"]")
            List<String> people,

            @Schema(description = "How many of them must agree.", example = "1")
            int needed,

            @Schema(description = "Whether a decision needs a comment.")
            boolean commentRequired,

            @Schema(description = "Whether who decides must have signed in with a second factor.")
            boolean secondFactorRequired,

            @Schema(description = "Whether others are asked, since those whom the policy names could not decide.")
            boolean fallback) {}
}
