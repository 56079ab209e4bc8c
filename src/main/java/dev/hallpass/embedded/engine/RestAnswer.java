package dev.hallpass.embedded.engine;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Status and body of a REST answer. */
record RestAnswer(int status, String contentType, @Nullable JsonNode body) {

    static RestAnswer ok(JsonNode body) {
        return new RestAnswer(200, "application/json", body);
    }

    static RestAnswer done() {
        return new RestAnswer(200, "", null);
    }

    static RestAnswer noContent() {
        return new RestAnswer(204, "", null);
    }

    /** A problem of RFC 9457; clients tell problems apart by status and title. */
    static RestAnswer problem(int status, String title, String detail, String instance) {
        JsonNode body = JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", instance);
        return new RestAnswer(status, "application/problem+json", body);
    }

    static RestAnswer problem(CommandFailedException failure, String instance) {
        String detail = failure.getMessage() == null ? "" : failure.getMessage();
        return problem(failure.kind().httpStatus(), failure.kind().name(), detail, instance);
    }
}
