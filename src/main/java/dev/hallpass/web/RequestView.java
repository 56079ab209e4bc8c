package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hallpass.approval.StepState;
import dev.hallpass.approval.Verdict;
import dev.hallpass.request.EndReason;
import dev.hallpass.request.RequestState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An access request as it goes out; what is not known yet is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder("id")
@Schema(name = "Request", description = "An access request as it stands. What is not known yet is left out.")
record RequestView(
        UUID id,
        RequestState state,

        @Schema(description = "Why it is over, once it is.") @Nullable
        EndReason endReason,

        @Schema(description = "Login name of who asked.", example = "ada")
        String requester,

        @Schema(description = "Login name of who gets the access.", example = "ada")
        String beneficiary,

        @Schema(description = "What is asked for; exactly one; a bundle request has one request for each.")
        List<EntitlementView> entitlements,

        @Schema(description = "For how long, from activation on.", example = "PT2H")
        String duration,

        @Schema(description = "How long was asked for, if the policy gives less.", example = "P2D") @Nullable
        String askedDuration,

        @Schema(description = "Whether it was asked for as an emergency.")
        boolean emergency,

        @Schema(description = "Whether it was granted at once for that, before anybody was asked.")
        boolean breakGlass,

        @Schema(description = "How often the grant that it is to prolong was extended before; only of an extension.")
        @Nullable
        ExtensionsView extensions,

        @Schema(example = "Fix the failed payout job") String justification,

        @Schema(example = "OPS-1") @Nullable String ticket,

        @Schema(description = "The grant to prolong, if this asks for an extension.") @Nullable
        UUID extendsGrant,

        @Schema(description = "The bundle request that it is a part of.") @Nullable
        UUID bundleRequest,

        @Schema(description = "The steps in which people must agree, in order.")
        List<StepView> route,

        List<DecisionView> decisions,
        List<GrantView> grants,

        @Schema(description = "What people were asked to do by hand for it, oldest first.")
        List<ByHandView> byHandOrders,

        @Schema(description = "What the policy said, once it has.") @Nullable
        PolicyView policy,

        @Schema(description = "The process that carries it, once it does.") @Nullable
        ProcessView process,

        ClocksView clocks,

        @Schema(description = "When it lapses if nobody answers.") @Nullable
        Instant decideBy,

        Instant submittedAt,
        @Nullable Instant decidedAt,
        @Nullable Instant activatedAt,

        @Schema(description = "When the access should have been gone: at its end, or when somebody ended it.") @Nullable
        Instant expiredAt,

        @Nullable Instant endedAt,

        @Schema(description = "Whether the caller may decide the step that waits.")
        boolean mayDecide,

        @Schema(description = "Why the caller may not decide.", example = "Nobody decides their own request.") @Nullable
        String mayNotDecideBecause,

        @Schema(
                description =
                        "What people will be asked to do before it can be given; told only to who has just asked.")
        @Nullable
        String notice) {

    /** How often a grant was extended. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ExtensionHistory", description = "How often a grant was extended.")
    record ExtensionsView(
            @Schema(example = "1") int count,

            @Schema(description = "By how much in all.", example = "PT1H")
            String total,

            @Schema(description = "How often it may be extended in all; left out if there is no limit.", example = "2")
            @Nullable
            Integer maximum) {}

    /** A role on a resource. */
    @Schema(name = "Entitlement", description = "A role on a resource.")
    record EntitlementView(
            UUID resource,

            @Schema(example = "payments-api") String name,

            @Schema(example = "acme/payments-api") String path,

            @Schema(example = "write") String role) {}

    /** One stage of the route. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Step", description = "One stage of the route.")
    record StepView(
            UUID id,

            @Schema(example = "Owner") String name,

            StepState state,

            @Schema(description = "People who may decide it.", example = "[\"grace\"]")
            List<String> candidateUsers,

            @Schema(description = "Groups whose members may decide it.", example = "[]")
            List<String> candidateGroups,

            @Nullable Instant openedAt,
            @Nullable Instant closedAt,
            int reminders) {}

    /** One person's yes or no. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Decision", description = "One person's yes or no.")
    record DecisionView(
            UUID id,
            UUID step,

            @Schema(example = "grace") String decidedBy,

            Verdict decision,

            @Schema(example = "Go ahead") @Nullable String comment,

            Instant decidedAt) {}

    /** What the policy said. */
    @Schema(name = "Policy", description = "What the policy said.")
    record PolicyView(
            @Schema(description = "The version of the policy that the request began under.") @Nullable
            String version,

            @Schema(
                    allowableValues = {"REFUSED", "APPROVED", "ROUTED"},
                    example = "ROUTED")
            String outcome,

            @Schema(example = "owner-approves-write") String rule,

            @Schema(example = "The owner of the repository decides about write access.")
            String reason) {}

    /** The process that carries the request. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Process", description = "The process that carries the request.")
    record ProcessView(
            @Schema(
                    description =
                            "The key of the process instance; as text, since it is larger than JSON's exact numbers.",
                    example = "2251799813685250")
            @Nullable
            String instanceKey,

            @Schema(
                    description = "The elements that it has passed, in order.",
                    example = "[\"TakeInFacts\", \"SettleRoute\"]")
            List<String> elements) {}

    /** The three clocks. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Clocks", description = "How long it took, as ISO-8601 durations.")
    record ClocksView(
            @Schema(example = "PT12M3.5S") @Nullable String submittedToDecided,

            @Schema(example = "PT0.4S") @Nullable String decidedToActive,

            @Schema(example = "PT0.3S") @Nullable String expiredToGone) {}
}
