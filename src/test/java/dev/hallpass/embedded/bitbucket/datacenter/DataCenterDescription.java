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

    private static final String USERS = "/api/latest/users";

    /** How the text of the user search spells what its list of parameters leaves out. */
    private static final List<String> OF_FILTERS = List.of("projectId", "projectKey", "repositorySlug");

    /** What the user search takes besides what its list of parameters has; all pages have the last two. */
    private static final Set<String> OF_USERS =
            Set.of("permission.projectId", "permission.projectKey", "permission.repositorySlug", "start", "limit");

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
            describe(paths, USERS, "/api/latest/admin/permissions/users/none");
            describe(
                    paths,
                    "/api/latest/admin/permissions/users",
                    "/api/latest/projects/{projectKey}/permissions/users");
            String text = paths.path(USERS).path("get").path("description").asString();
            for (String name : OF_FILTERS) {
                if (!text.contains("[root]." + name + "<") && !text.contains("[root]</code>." + name)) {
                    throw new IllegalStateException("the text of the user search knows no " + name);
                }
            }
            paths.forEach(path -> path.forEach(operation -> {
                if (operation instanceof ObjectNode described) {
                    described.remove("operationId");
                }
            }));
            paths.propertyStream()
                    .filter(path -> path.getKey().startsWith("/api/latest/admin/"))
                    .map(path -> path.getValue().path("post").path("responses").path("200"))
                    .forEach(DataCenterDescription::allowNothing);
        }
    }

    /** Some changes of groups name a type of content, but neither a schema nor an example: there is no content. */
    private static void allowNothing(JsonNode response) {
        if (response instanceof ObjectNode answer
                && answer.has("content")
                && answer.path("content").valueStream().allMatch(JsonNode::isEmpty)) {
            answer.remove("content");
        }
    }

    /** What is wrong with a request; nothing if it is as described. */
    public List<String> requestProblems(
            String method, URI address, @Nullable String contentType, @Nullable String body) {
        return withoutDepartures(description.requestProblems(method, address, contentType, body, unlisted(address)));
    }

    /** What is wrong with a response; nothing if it is as described. */
    public List<String> responseProblems(
            String method, URI address, int status, @Nullable String contentType, String body) {
        return withoutDepartures(description.responseProblems(method, address.getRawPath(), status, contentType, body));
    }

    private static Set<String> unlisted(URI address) {
        return address.getRawPath().endsWith("/rest" + USERS) ? OF_USERS : Set.of();
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

    /** The document says that each error has a context and the name of an exception; real servers leave them null. */
    private static boolean isKnownDeparture(String problem) {
        boolean nullInError = problem.contains("/errors/0/context") || problem.contains("/errors/0/exceptionName");
        return nullInError && problem.contains("null");
    }
}
