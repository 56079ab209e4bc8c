package dev.hallpass.embedded.engine;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** One REST request, with the values of its path's variables. */
record RestRequest(HttpExchange exchange, Map<String, String> path) {

    private static final JsonMapper JSON = new JsonMapper();

    /** As over gRPC. */
    private static final int LARGEST_BODY_BYTES = 4 * 1024 * 1024;

    /** The key in the path; whatever is not a number cannot be one. */
    long key(String name) {
        String value = path.getOrDefault(name, "");
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw CommandFailedException.invalid("Expected %s to be a number, but it was '%s'".formatted(name, value));
        }
    }

    /** The body's JSON object; an empty one where there is no body. */
    RestBody body() throws IOException {
        byte[] content = content();
        if (content.length == 0) {
            return new RestBody(JsonNodeFactory.instance.objectNode());
        }
        try {
            JsonNode json = JSON.readTree(content);
            if (!json.isObject()) {
                throw CommandFailedException.invalid("Request body is not a JSON object");
            }
            return new RestBody(json);
        } catch (JacksonException e) {
            throw CommandFailedException.invalid("Request body is not valid JSON: " + e.getOriginalMessage());
        }
    }

    byte[] content() throws IOException {
        byte[] content = exchange.getRequestBody().readNBytes(LARGEST_BODY_BYTES + 1);
        if (content.length > LARGEST_BODY_BYTES) {
            throw CommandFailedException.invalid("Request body is larger than %d bytes".formatted(LARGEST_BODY_BYTES));
        }
        return content;
    }

    String contentType() {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type == null ? "" : type;
    }
}
