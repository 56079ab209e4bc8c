package dev.hallpass.web;

import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.NewRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What callers send. */
final class RequestBodies {

    private RequestBodies() {}

    /** Somebody asks for access. */
    @Schema(name = "AskForAccess", description = "What access is asked for, for how long and why.")
    record Ask(
            @Schema(
                    description = "What is asked for. Several are asked for as one, and answered as a bundle request;"
                            + " leave it out to ask for a bundle by its name.")
            @Nullable
            List<@Nullable Entitlement> entitlements,

            @Schema(description = "The name of a bundle, in place of entitlements.", example = "null", nullable = true)
            @Nullable
            String bundle,

            @Schema(
                    description = "What becomes of the others if one of several entitlements cannot be had; without it"
                            + " ALL_OR_NOTHING. A named bundle has its own.",
                    allowableValues = {"ALL_OR_NOTHING", "BEST_EFFORT"},
                    example = "ALL_OR_NOTHING")
            @Nullable
            String mode,

            @Schema(
                    description =
                            "For how long, counted from the moment when the access is there: an ISO-8601 duration.",
                    example = "PT2H",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String duration,

            @Schema(
                    description = "Why, for the approvers and the audit trail.",
                    example = "Fix the failed payout job",
                    maxLength = 2000,
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String justification,

            @Schema(description = "The key of a ticket.", example = "OPS-1", maxLength = 64) @Nullable
            String ticket,

            @Schema(
                    description = "The login name of the person who shall get the access, if not the caller. Allowed to"
                            + " that person's manager, to members of a group that both are in, and to administrators.",
                    example = "ken")
            @Nullable
            String onBehalfOf,

            @Schema(
                    description = "Whether this is an emergency: where the policy allows it, the access is granted at"
                            + " once, an alarm is raised, and somebody else must review it. Without it false.",
                    example = "false",
                    nullable = true)
            @Nullable
            Boolean emergency,

            @Schema(
                    description =
                            "Whether less time than was asked for will do, if the policy gives no more. With false"
                                    + " the request is refused then, and told what could be had. Without it true.",
                    example = "true",
                    nullable = true)
            @Nullable
            Boolean acceptShorter) {

        /** Whether it asks for several entitlements as one. */
        boolean asksForBundle() {
            return bundle != null || (entitlements != null && entitlements.size() > 1);
        }

        /** As the domain takes it, still to be validated field by field. */
        NewRequest by(PrincipalId requester) {
            if (entitlements == null || entitlements.isEmpty()) {
                throw ProblemException.invalid(
                        "entitlements",
                        "Nothing is asked for.",
                        "a list of objects with resource and role, or the name of a bundle in bundle");
            }
            return by(requester, 0);
        }

        /** The same for one of several entitlements. */
        NewRequest by(PrincipalId requester, int position) {
            String field = "entitlements[%d]".formatted(position);
            Entitlement entitlement = Objects.requireNonNull(entitlements).get(position);
            if (entitlement == null) {
                throw ProblemException.invalid(field, "This is required.", "an object with resource and role");
            }
            return by(
                    requester,
                    line(entitlement.resource(), field + ".resource"),
                    line(entitlement.role(), field + ".role"));
        }

        /** The same for an entitlement that is known. */
        NewRequest by(PrincipalId requester, @Nullable String resource, @Nullable String role) {
            return new NewRequest(
                    requester,
                    line(onBehalfOf, "onBehalfOf"),
                    resource,
                    role,
                    line(duration, "duration"),
                    lines(justification, "justification"),
                    line(ticket, "ticket"),
                    Boolean.TRUE.equals(emergency),
                    !Boolean.FALSE.equals(acceptShorter));
        }
    }

    /** A role on a resource. */
    @Schema(name = "EntitlementAskedFor", description = "A role on a resource.")
    record Entitlement(
            @Schema(
                    description = "The id, the path or an unambiguous name of the resource.",
                    example = "payments-api",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String resource,

            @Schema(
                    description = "A role that the resource has.",
                    example = "write",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String role) {}

    /** Somebody decides. */
    @Schema(name = "Decide", description = "A yes or no to the step that waits.")
    record Decide(
            @Schema(
                    allowableValues = {"APPROVE", "DENY"},
                    example = "APPROVE",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String decision,

            @Schema(description = "What is to be said to it.", example = "Go ahead", maxLength = 2000) @Nullable
            String comment) {}

    /** Somebody needs a grant for longer. */
    @Schema(name = "Extend", description = "How much longer a grant is needed, and why.")
    record Extend(
            @Schema(
                    description = "How much longer than until now: an ISO-8601 duration.",
                    example = "PT1H",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String duration,

            @Schema(
                    example = "The job runs longer than expected",
                    maxLength = 2000,
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String justification,

            @Schema(description = "The key of a ticket; without it that of the first request.", example = "OPS-1")
            @Nullable
            String ticket) {}

    /** A text of one line, for looking up: no character in it that no name has. */
    static @Nullable String line(@Nullable String text, String field) {
        return checked(text, field, text == null || PlainText.isPlain(text));
    }

    /** A text of several lines. */
    static @Nullable String lines(@Nullable String text, String field) {
        return checked(text, field, text == null || PlainText.isPlainLines(text));
    }

    private static @Nullable String checked(@Nullable String text, String field, boolean plain) {
        if (!plain) {
            throw ProblemException.invalid(field, "This has control characters.", "plain text");
        }
        return text;
    }
}
