package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One operation of {@code /_control}. */
record ControlRoute(String method, List<String> pattern, Handler handler) {

    /** Answers it. */
    interface Handler {
        Reply answer(Request request);
    }

    /** Does something that has no answer. */
    interface Action {
        void run(Request request);
    }

    /** A call of it, with the decoded path segments by their names in the route. */
    record Request(HttpCall call, Map<String, String> variables, JsonMapper json) {

        String variable(String name) {
            return Objects.requireNonNull(variables.get(name), name);
        }

        <T> T body(Class<T> type) {
            T value = json.readValue(call.body(), type);
            if (value == null) {
                throw RefusedException.of(400, "The body is null.");
            }
            return value;
        }

        /** The body, with what it leaves out as it is in {@code otherwise}. */
        <T> T bodyOver(Object otherwise, Class<T> type) {
            ObjectNode merged = json.valueToTree(otherwise);
            merged.setAll(body(ObjectNode.class));
            return json.treeToValue(merged, type);
        }

        JsonNode tree(Object value) {
            return json.valueToTree(value);
        }
    }

    static ControlRoute of(String method, String path, Handler handler) {
        return new ControlRoute(method, path.isEmpty() ? List.of() : List.of(path.split("/", -1)), handler);
    }

    /** One that is answered 204. */
    static ControlRoute doing(String method, String path, Action action) {
        return of(method, path, request -> {
            action.run(request);
            return Reply.noContent();
        });
    }
}
