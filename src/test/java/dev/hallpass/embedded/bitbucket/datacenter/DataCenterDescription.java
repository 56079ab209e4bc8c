package dev.hallpass.embedded.bitbucket.datacenter;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Atlassian's OpenAPI document of Bitbucket Data Center 9.4, which is not part of this project, as a judge. */
public final class DataCenterDescription {

    private static final Path FILE = Path.of("..", "shared", "specs", "bitbucket-dc-9.4.swagger.v3.json");

    private final OpenApiInteractionValidator validator;

    private DataCenterDescription(OpenApiInteractionValidator validator) {
        this.validator = validator;
    }

    /** Reads the document; skips the test, loudly, where it is missing. */
    @SuppressWarnings("SystemOut") // a skipped contract must be seen
    public static DataCenterDescription orSkip() {
        if (!Files.isRegularFile(FILE)) {
            System.err.println("SKIPPED: contract with Bitbucket Data Center, because " + FILE + " is missing");
        }
        Assumptions.assumeTrue(Files.isRegularFile(FILE), FILE + " is missing, the contract is NOT checked");
        JsonNode document = new JsonMapper().readTree(FILE.toFile());
        repair(document);
        return new DataCenterDescription(
                OpenApiInteractionValidator.createForInlineApiSpecification(document.toString())
                        .withBasePathOverride("/rest")
                        .build());
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
        SimpleRequest.Builder request = new SimpleRequest.Builder(method, address.getRawPath());
        String query = address.getRawQuery();
        if (query != null) {
            for (String parameter : query.split("&", -1)) {
                String[] parts = parameter.split("=", 2);
                request.withQueryParam(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        if (contentType != null) {
            request.withContentType(contentType);
        }
        if (body != null) {
            request.withBody(body);
        }
        return problems(validator.validateRequest(request.build()));
    }

    /** What is wrong with a response; nothing if it is as described. */
    public List<String> responseProblems(
            String method, URI address, int status, @Nullable String contentType, String body) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
        if (contentType != null) {
            response.withContentType(contentType);
        }
        if (!body.isEmpty()) {
            response.withBody(body);
        }
        return problems(
                validator.validateResponse(address.getRawPath(), Request.Method.valueOf(method), response.build()));
    }

    private static List<String> problems(ValidationReport report) {
        List<String> problems = new ArrayList<>();
        report.getMessages().stream()
                .map(Object::toString)
                .filter(problem -> !isKnownDeparture(problem))
                .forEach(problems::add);
        return problems;
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
