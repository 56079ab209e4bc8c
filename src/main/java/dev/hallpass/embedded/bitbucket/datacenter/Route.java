package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of the API.
 *
 * @param method the HTTP method
 * @param pattern the path's segments after the version; one in braces stands for any and gives it a name
 * @param handler answers it
 */
record Route(String method, List<String> pattern, Handler handler) {

    /** Answers one operation. */
    interface Handler {
        Reply answer(ApiRequest request);
    }

    static Route of(String method, String path, Handler handler) {
        return new Route(method, List.of(path.substring(1).split("/", -1)), handler);
    }

    /** The variables of the path, if it is one of this route. */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != pattern.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int index = 0; index < path.size(); index++) {
            String expected = pattern.get(index);
            if (expected.startsWith("{")) {
                variables.put(expected.substring(1, expected.length() - 1), path.get(index));
            } else if (!expected.equals(path.get(index))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
