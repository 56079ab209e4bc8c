package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.VendorDescription;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Atlassian's OpenAPI document of Bitbucket Data Center 9.4 as a judge of exchanges. */
public final class DataCenterDescription {

    private final VendorDescription description;

    private DataCenterDescription(VendorDescription description) {
        this.description = description;
    }

    /** Reads the document; skips the test, loudly, where it is missing. */
    public static DataCenterDescription orSkip() {
        return new DataCenterDescription(VendorDescription.orSkip(
                "bitbucket-dc-9.4.swagger.v3.json", "Bitbucket Data Center", "/rest", DataCenterDescription::repair));
    }

    /** The document itself has faults, in parts that do not concern us: parameters not described, ids given twice. */
    private static void repair(JsonNode document) {
        if (document.path("paths") instanceof ObjectNode paths) {
            List<String> others = paths.propertyNames().stream()
                    .filter(path -> !path.startsWith("/api/latest/") || path.contains("/secret-scanning/"))
                    .toList();
            paths.remove(others);
            // Two lists of users have been given another form, by mistake.
            describe(paths, "/api/latest/users", "/api/latest/admin/permissions/users/none");
            describe(
                    paths,
                    "/api/latest/admin/permissions/users",
                    "/api/latest/projects/{projectKey}/permissions/users");
            paths.forEach(path -> path.forEach(operation -> {
                if (operation instanceof ObjectNode described) {
                    described.remove("operationId");
                }
            }));
        }
    }

    /** What is wrong with a request; nothing if it is as described. */
    public List<String> requestProblems(
            String method, URI address, @Nullable String contentType, @Nullable String body) {
        return withoutDepartures(description.requestProblems(method, address, contentType, body, Set.of()));
    }

    /** What is wrong with a response; nothing if it is as described. */
    public List<String> responseProblems(
            String method, URI address, int status, @Nullable String contentType, String body) {
        return withoutDepartures(description.responseProblems(method, address.getRawPath(), status, contentType, body));
    }

    private static List<String> withoutDepartures(List<String> problems) {
        return problems.stream().filter(problem -> !isKnownDeparture(problem)).toList();
    }

    private static void describe(ObjectNode paths, String path, String like) {
        page(paths, path).set("schema", page(paths, like).path("schema"));
    }

    private static ObjectNode page(ObjectNode paths, String path) {
        return (ObjectNode) paths.path(path)
                .path("get")
                .path("responses")
                .path("200")
                .path("content")
                .path("application/json;charset=UTF-8");
    }

    /**
     * The document says that each error has a context and the name of an exception; real servers leave them null. For
     * the changes of groups it names a type of content, but neither a schema nor an example: there is none.
     */
    private static boolean isKnownDeparture(String problem) {
        boolean nullInError = problem.contains("/errors/0/context") || problem.contains("/errors/0/exceptionName");
        boolean emptyAnswer = problem.contains("POST on path '/api/latest/admin/")
                && problem.contains("defines a response schema but no response body found");
        // Its own text tells of more parameters of the user search than its list does.
        boolean searched = problem.contains("is unexpected on path \"/api/latest/users\"");
        return (nullInError && problem.contains("null")) || emptyAnswer || searched;
    }
}
