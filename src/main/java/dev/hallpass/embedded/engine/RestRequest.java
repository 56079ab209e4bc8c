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
        return exchange.getRequestBody().readAllBytes();
    }

    String contentType() {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type == null ? "" : type;
    }
}
