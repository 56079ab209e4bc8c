package dev.hallpass.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One fact as it stands in the trail.
 *
 * @param sequence its place in the order of writing, for paging
 * @param type the stable name of what happened
 * @param correlationId the id of the call that caused it
 * @param seal its place in the chain; null until it is sealed, a moment after it was written
 */
public record AuditRecord(
        long sequence,
        UUID id,
        Instant occurredAt,
        String type,
        String actor,
        @Nullable String principal,
        @Nullable String resource,
        @Nullable UUID requestId,
        @Nullable UUID grantId,
        @Nullable String policyVersion,
        @Nullable String rule,
        @Nullable Long processInstanceKey,
        @Nullable String processElement,
        @Nullable String correlationId,
        Map<String, Object> details,
        @Nullable Seal seal) {

    /**
     * A link of the chain.
     *
     * @param position its place, from 1 without gaps
     * @param previousHash the hash of the link before, 64 zeros for the first
     * @param hash SHA-256, hexadecimal, over the hash before and the event in canonical form
     */
    public record Seal(long position, String previousHash, String hash) {}

    /** All that the hash covers, under the names of the export. */
    Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("id", id.toString());
        content.put("occurredAt", occurredAt.toString());
        content.put("type", type);
        content.put("actor", actor);
        putIfThere(content, "principal", principal);
        putIfThere(content, "resource", resource);
        putIfThere(content, "requestId", requestId);
        putIfThere(content, "grantId", grantId);
        putIfThere(content, "policyVersion", policyVersion);
        putIfThere(content, "rule", rule);
        // As text: JSON numbers are exact to 2^53 only (RFC 8785).
        putIfThere(content, "processInstanceKey", processInstanceKey);
        putIfThere(content, "processElement", processElement);
        putIfThere(content, "correlationId", correlationId);
        content.put("details", details);
        return content;
    }

    private static void putIfThere(Map<String, Object> content, String name, @Nullable Object value) {
        if (value != null) {
            content.put(name, value.toString());
        }
    }
}
