package dev.hallpass.embedded.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which endpoint answers which method and path. */
final class RestRoutes {

    private final List<Route> routes = new ArrayList<>();

    /** Adds a route; a segment in braces matches anything and becomes a path variable. */
    RestRoutes add(String method, String path, Endpoint endpoint) {
        routes.add(new Route(method, segments(path), endpoint));
        return this;
    }

    Optional<Match> find(String method, String path) {
        List<String> segments = segments(path);
        for (Route route : routes) {
            if (route.method().equals(method)) {
                Optional<Map<String, String>> variables = variables(route.segments(), segments);
                if (variables.isPresent()) {
                    return Optional.of(new Match(route.endpoint(), variables.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    private static Optional<Map<String, String>> variables(List<String> template, List<String> segments) {
        if (template.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < template.size(); i++) {
            String expected = template.get(i);
            if (expected.startsWith("{")) {
                variables.put(expected.substring(1, expected.length() - 1), segments.get(i));
            } else if (!expected.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    /** Answers requests; may block, for each request has a virtual thread of its own. */
    interface Endpoint {
        RestAnswer answer(RestRequest request) throws IOException;
    }

    record Match(Endpoint endpoint, Map<String, String> variables) {}

    private record Route(String method, List<String> segments, Endpoint endpoint) {}
}
