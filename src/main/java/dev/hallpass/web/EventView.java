package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hallpass.audit.AuditRecord;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One fact of the trail as it goes out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder("id")
@Schema(name = "Event", description = "One fact of the audit trail.")
record EventView(
        UUID id,
        Instant occurredAt,

        @Schema(description = "What happened; the names are stable.", example = "approval.decided")
        String type,

        @Schema(description = "Who acted: a login name, `policy` or `hallpass`.", example = "grace")
        String actor,

        @Schema(description = "Whose access it is about.", example = "ada") @Nullable
        String principal,

        @Schema(description = "The id of the resource it is about.") @Nullable
        String resource,

        @Nullable UUID request,
        @Nullable UUID grant,
        @Nullable String policyVersion,

        @Schema(example = "owner-approves-write") @Nullable String rule,

        @Schema(example = "2251799813685250") @Nullable String processInstanceKey,

        @Schema(example = "DecideRequest") @Nullable String processElement,

        @Schema(description = "The id of the call that caused it.") @Nullable
        String correlationId,

        @Schema(example = "{\"verdict\": \"APPROVE\", \"step\": \"Owner\"}")
        Map<String, Object> details,

        @Schema(description = "Its link of the chain; a moment after it was written.") @Nullable
        SealView seal) {

    /** A link of the chain. */
    @Schema(name = "Seal", description = "A link of the chain of hashes.")
    record SealView(
            @Schema(example = "42") long position,

            @Schema(description = "64 hexadecimal digits; zeros for the first link.")
            String previousHash,

            @Schema(description = "64 hexadecimal digits.") String hash) {}

    static EventView of(AuditRecord event) {
        AuditRecord.Seal seal = event.seal();
        Long instance = event.processInstanceKey();
        return new EventView(
                event.id(),
                event.occurredAt(),
                event.type(),
                event.actor(),
                event.principal(),
                event.resource(),
                event.requestId(),
                event.grantId(),
                event.policyVersion(),
                event.rule(),
                instance == null ? null : instance.toString(),
                event.processElement(),
                event.correlationId(),
                event.details(),
                seal == null ? null : new SealView(seal.position(), seal.previousHash(), seal.hash()));
    }
}
