package dev.hallpass.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of an exported trail: a link of the chain and the event that it seals.
 *
 * @param event the event in canonical form
 */
record ExportLine(AuditRecord.Seal seal, String eventId, String event) {

    private static final Set<String> FIELDS = Set.of("position", "previousHash", "hash", "event");

    // Of two fields with one name the hash would cover one and a reader might see the other.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The text of the line for an event. */
    static String of(AuditRecord.Seal seal, AuditRecord event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("position", seal.position());
        line.put("previousHash", seal.previousHash());
        line.put("hash", seal.hash());
        line.put("event", event.content());
        return HashChain.canonical(line);
    }

    /** Reads a line; null if it is none, also if it says more than what is sealed. */
    static @Nullable ExportLine parse(String text) {
        try {
            JsonNode line = JSON.readTree(text);
            if (!line.isObject() || !FIELDS.equals(Set.copyOf(line.propertyNames()))) {
                return null;
            }
            JsonNode event = line.path("event");
            if (!event.isObject() || !line.path("position").isIntegralNumber()) {
                return null;
            }
            AuditRecord.Seal seal = new AuditRecord.Seal(
                    line.path("position").asLong(-1),
                    line.path("previousHash").asString(""),
                    line.path("hash").asString(""));
            return new ExportLine(
                    seal, event.path("id").asString(""), HashChain.canonical(JSON.writeValueAsString(event)));
        } catch (JacksonException | IllegalArgumentException e) {
            return null;
        }
    }
}
