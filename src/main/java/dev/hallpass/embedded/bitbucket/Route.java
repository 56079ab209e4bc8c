package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the API.
 *
 * @param method the HTTP method
 * @param pattern the path's segments; one in braces stands for any and gives it a name
 * @param scope what the credential must be allowed; null if anybody may call
 * @param handler answers it
 */
record Route(String method, List<String> pattern, @Nullable Scope scope, Handler handler) {

    /** Answers one operation. */
    interface Handler {
        Reply answer(ApiRequest request);
    }

    static Route of(String method, String path, @Nullable Scope scope, Handler handler) {
        return new Route(method, List.of(path.substring(1).split("/", -1)), scope, handler);
    }

    /** The variables of the path, if it is one of this route. */
    Optional<Map<String, String>> match(List<String> path) {
        return match(pattern, path);
    }

    /** The variables of a path, if it has the form of a pattern. */
    static Optional<Map<String, String>> match(List<String> pattern, List<String> path) {
        if (path.size() != pattern.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int index = 0; index < path.size(); index++) {
            String expected = pattern.get(index);
            String segment = path.get(index);
            if (expected.startsWith("{")) {
                variables.put(expected.substring(1, expected.length() - 1), segment);
            } else if (!expected.equals(segment)) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
