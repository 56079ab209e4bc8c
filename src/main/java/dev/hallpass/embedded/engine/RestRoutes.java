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
        routes.add(new Route(method, path.split("/"), endpoint));
        return this;
    }

    Optional<Match> find(String method, String path) {
        String[] segments = path.split("/");
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

    private static Optional<Map<String, String>> variables(String[] template, String[] segments) {
        if (template.length != segments.length) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < template.length; i++) {
            if (template[i].startsWith("{")) {
                variables.put(template[i].substring(1, template[i].length() - 1), segments[i]);
            } else if (!template[i].equals(segments[i])) {
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

    private record Route(String method, String[] segments, Endpoint endpoint) {}
}
