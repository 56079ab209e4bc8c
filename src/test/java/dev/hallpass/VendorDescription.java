package dev.hallpass;

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
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document of somebody else's API, which is not part of this project, as a judge of exchanges. */
public final class VendorDescription {

    private static final Path FOLDER = Path.of("..", "shared", "specs");

    private final OpenApiInteractionValidator validator;

    private VendorDescription(OpenApiInteractionValidator validator) {
        this.validator = validator;
    }

    /**
     * Reads a document; skips the test, loudly, where it is missing.
     *
     * @param file its name
     * @param of what it describes, "Bitbucket Cloud"
     * @param basePath in front of the document's paths
     * @param mend makes of the document what the validator understands
     */
    @SuppressWarnings("SystemOut") // a skipped contract must be seen
    public static VendorDescription orSkip(String file, String of, String basePath, Consumer<JsonNode> mend) {
        Path path = FOLDER.resolve(file);
        if (!Files.isRegularFile(path)) {
            System.err.println("SKIPPED: contract with " + of + ", because " + path + " is missing");
        }
        Assumptions.assumeTrue(Files.isRegularFile(path), path + " is missing, the contract is NOT checked");
        return of(path, basePath, mend);
    }

    /** One that this project has written itself, because its vendor has not. */
    public static VendorDescription ours(Path path, String basePath) {
        return of(path, basePath, document -> {});
    }

    private static VendorDescription of(Path path, String basePath, Consumer<JsonNode> mend) {
        JsonNode document = new JsonMapper().readTree(path.toFile());
        mend.accept(document);
        return new VendorDescription(OpenApiInteractionValidator.createForInlineApiSpecification(document.toString())
                .withBasePathOverride(basePath)
                .build());
    }

    /**
     * What is wrong with a request; nothing if it is as described. Which credential it carries does not matter.
     *
     * @param unchecked query parameters that are described for all calls, elsewhere
     */
    public List<String> requestProblems(
            String method, URI address, @Nullable String contentType, @Nullable String body, Set<String> unchecked) {
        SimpleRequest.Builder request = new SimpleRequest.Builder(method, address.getRawPath());
        String query = address.getRawQuery();
        if (query != null) {
            for (String parameter : query.split("&", -1)) {
                String[] parts = parameter.split("=", 2);
                if (!unchecked.contains(parts[0])) {
                    request.withQueryParam(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
                }
            }
        }
        if (contentType != null) {
            request.withContentType(contentType);
        }
        if (body != null) {
            request.withBody(body);
        }
        request.withHeader("Authorization", "Basic eDp5");
        return problems(validator.validateRequest(request.build()));
    }

    /** What is wrong with a response to a call of this path; nothing if it is as described. */
    public List<String> responseProblems(
            String method, String path, int status, @Nullable String contentType, String body) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
        if (contentType != null) {
            response.withContentType(contentType);
        }
        if (!body.isEmpty()) {
            response.withBody(body);
        }
        return problems(validator.validateResponse(path, Request.Method.valueOf(method), response.build()));
    }

    private static List<String> problems(ValidationReport report) {
        return report.getMessages().stream().map(Object::toString).toList();
    }
}
