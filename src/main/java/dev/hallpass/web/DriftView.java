package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hallpass.access.DriftFinding;
import dev.hallpass.access.DriftKind;
import dev.hallpass.access.DriftResolution;
import dev.hallpass.access.DriftState;
import dev.hallpass.access.GrantId;
import dev.hallpass.connector.DriftResponse;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.web.DriftBodies.Choice;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A finding as it goes out; what is not known is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder("id")
@Schema(name = "Drift", description = "A permission that somebody has changed by hand.")
record DriftView(
        UUID id,
        DriftState state,

        @Schema(description = "How the permission differs: it was taken away, lowered, added or raised.")
        DriftKind kind,

        @Schema(example = "acme") String application,

        @Schema(description = "The id of the resource.") UUID resource,

        @Schema(description = "Where the resource is.", example = "acme/payments-api")
        String path,

        @Schema(description = "Who holds the permission: one account, a group, or everybody.")
        HolderKind holder,

        @Schema(description = "Login name of whose access it is, where the account is known.", example = "ada")
        @Nullable
        String principal,

        @Schema(description = "The account, or the group's id in the application.", example = "557058:ada")
        String account,

        @Schema(description = "The role that it should be; `none` for none.", example = "none")
        String expected,

        @Schema(description = "The role that was found; `none` for none.", example = "admin")
        String found,

        @Schema(
                description = "The role that stands without any grant once it is put right; `none` for none.",
                example = "none")
        String standing,

        @Schema(description = "What Hallpass does about it by itself.")
        DriftResponse response,

        @Schema(description = "The grants in force that it concerns.")
        List<UUID> grants,

        Instant foundAt,

        @Schema(description = "What was decided and is still being done.") @Nullable
        DriftResolution ordered,

        @Schema(description = "Login name of who decided that, or `hallpass`.", example = "grace") @Nullable
        String orderedBy,

        @Schema(description = "Why that could not be done at the last attempt.") @Nullable
        String lastError,

        @Nullable DriftResolution resolution,
        @Nullable Instant resolvedAt,

        @Schema(description = "Login name of who settled it, or `hallpass`.", example = "grace") @Nullable
        String resolvedBy,

        @Schema(description = "What they said to it.", example = "Nobody asked for this") @Nullable
        String comment,

        @Schema(description = "What you may decide about it now.")
        List<Choice> choices) {

    static DriftView of(DriftFinding finding, String path, List<Choice> choices) {
        return new DriftView(
                finding.id(),
                finding.state(),
                finding.kind(),
                finding.application(),
                finding.resource().value(),
                path,
                finding.holder(),
                finding.principal() == null ? null : finding.principal().value(),
                finding.account(),
                AccessView.shown(finding.expected()),
                AccessView.shown(finding.found()),
                AccessView.shown(finding.standing()),
                finding.response(),
                finding.grants().stream().map(GrantId::value).toList(),
                finding.foundAt(),
                finding.state() == DriftState.OPEN ? finding.ordered() : null,
                finding.state() == DriftState.OPEN ? finding.orderedBy() : null,
                finding.state() == DriftState.OPEN ? finding.lastError() : null,
                finding.resolution(),
                finding.resolvedAt(),
                finding.resolvedBy(),
                finding.comment(),
                choices);
    }
}
