package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallpass.access.GrantState;
import dev.hallpass.catalog.PathKind;
import dev.hallpass.connector.ResourceKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One person's access to a resource as it goes out; what is not known is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Access", description = "What one account holds on a resource, by which paths, why and until when.")
record AccessView(
        @Schema(example = "acme") String application,

        @Schema(description = "The id of the resource.") UUID resource,

        ResourceKind kind,

        @Schema(description = "Where the resource is.", example = "acme/payments-api")
        String path,

        @Schema(description = "Login name, where it is known whose account it is.", example = "ada") @Nullable
        String principal,

        @Schema(description = "The account in the application.", example = "557058:ada")
        String account,

        @Schema(description = "What people call them.", example = "Ada Lovelace")
        String displayName,

        @Schema(
                description = "The highest role by any path; `none` for none, left out while it changes.",
                example = "write")
        @Nullable
        String effective,

        @Schema(
                description = "The highest role of the grants on the resource itself; left out where there is none.",
                example = "write")
        @Nullable
        String role,

        @Schema(
                description = "The role given to the account on the resource itself; `none` if there is none.",
                example = "write")
        String explicit,

        @Schema(
                description = "What of that stands without any grant, and will again; `none` if there is none.",
                example = "read")
        String standing,

        @Schema(
                description = "The highest role by any path that stands without any grant; `none` if there is none.",
                example = "read")
        String withoutGrants,

        @Schema(description = "When the application told this; left out if some of it was never read.") @Nullable
        Instant readAt,

        @Schema(description = "Every path, with the role that it gives and where it comes from.")
        List<PathView> paths,

        @Schema(description = "The grants on the resource itself, oldest first.")
        List<AccessGrantView> grants) {

    /** What is shown where there is no role. */
    static final String NONE = "none";

    /** One path by which access comes. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AccessPath", description = "One path by which somebody has access to a resource.")
    record PathView(
            @Schema(
                    description =
                            "OWN: given to the account on the resource itself; GROUP: to a group on it; PROJECT and"
                                    + " PROJECT_GROUP: the same on its project; WORKSPACE: on the whole workspace or"
                                    + " server; DEFAULT: to everybody who may log in; PUBLIC: the resource is open to"
                                    + " the public; OWNER: it belongs to the account; UNTOLD: the application says so"
                                    + " without saying by which way.")
            PathKind kind,

            @Schema(description = "The id of the resource where the role is given.")
            UUID on,

            @Schema(description = "Where that resource is.", example = "acme/payments-api")
            String onPath,

            @Schema(description = "The group that it is given to.", example = "payments") @Nullable
            String through,

            @Schema(description = "The id of that group: another one may be called the same.") @Nullable
            UUID group,

            @Schema(description = "The role that is given there.", example = "write")
            String roleThere,

            @Schema(description = "The role on the resource at hand that results.", example = "write")
            String role,

            @Schema(description = "Whether it stands without any grant, or comes from one.")
            Basis basis,

            @Schema(description = "The grant that it comes from.") @Nullable
            UUID grant,

            @Schema(description = "The request that the grant traces to.") @Nullable
            UUID request,

            @Schema(description = "Until when.") @Nullable Instant expiresAt) {}

    /** Where a path comes from. */
    enum Basis {
        STANDING,
        GRANTED
    }

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

    static String shown(@Nullable String role) {
        return role == null ? NONE : role;
    }
}
