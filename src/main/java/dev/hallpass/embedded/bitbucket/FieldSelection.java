package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parameter {@code fields}: {@code values.slug,next} for those alone, {@code -links} for all but these, and
 * {@code +values.user.email} for one more than usual. Dots go into objects and into the elements of lists.
 */
final class FieldSelection {

    private final List<String> parts;

    private FieldSelection(List<String> parts) {
        this.parts = parts;
    }

    static FieldSelection of(HttpCall call) {
        return new FieldSelection(call.parameter("fields").stream()
                .flatMap(fields -> List.of(fields.split(",", -1)).stream())
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList());
    }

    /** Whether a field that is not there usually is asked for. */
    boolean names(String field) {
        return parts.contains("+" + field) || parts.contains(field);
    }

    /** The reply with the fields that are asked for; errors stay as they are. */
    Reply applied(Reply reply, JsonMapper json) {
        if (parts.isEmpty() || reply.status() != 200) {
            return reply;
        }
        JsonNode document = json.readTree(reply.body());
        List<String> only = parts.stream()
                .filter(part -> !part.startsWith("+") && !part.startsWith("-"))
                .toList();
        if (!only.isEmpty()) {
            keep(document, "", only);
        }
        parts.stream()
                .filter(part -> part.startsWith("-"))
                .forEach(part -> remove(document, List.of(part.substring(1).split("\\.", -1))));
        return new Reply(200, reply.headers(), Reply.ok(document).body());
    }

    private static void keep(JsonNode node, String path, List<String> only) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
                String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                if (only.contains(at) || only.contains(at + ".*")) {
                    continue;
                }
                if (only.stream().anyMatch(wanted -> wanted.startsWith(at + "."))) {
                    keep(field.getValue(), at, only);
                } else {
                    object.remove(field.getKey());
                }
            }
        } else {
            node.forEach(element -> keep(element, path, only));
        }
    }

    private static void remove(JsonNode node, List<String> path) {
        if (node instanceof ObjectNode object) {
            JsonNode inside = object.get(path.getFirst());
            if (path.size() == 1) {
                object.remove(path.getFirst());
            } else if (inside != null) {
                remove(inside, path.subList(1, path.size()));
            }
        } else {
            node.forEach(element -> remove(element, path));
        }
    }
}
