package dev.hallpass.embedded.bitbucket;

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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Atlassian's OpenAPI document of Bitbucket Cloud 2.0, which is not part of this project, as a judge of exchanges. */
public final class BitbucketDescription {

    /** Its introduction describes them for all lists and objects, "Pagination" and "Partial responses". */
    private static final Set<String> OF_ALL_CALLS = Set.of("page", "pagelen", "fields");

    private static final Path FILE = Path.of("..", "shared", "specs", "bitbucket-cloud-2.0.swagger.v3.json");

    private final OpenApiInteractionValidator validator;

    private BitbucketDescription(OpenApiInteractionValidator validator) {
        this.validator = validator;
    }

    /** Reads the document; skips the test, loudly, where it is missing. */
    @SuppressWarnings("SystemOut") // a skipped contract must be seen
    public static BitbucketDescription orSkip() {
        if (!Files.isRegularFile(FILE)) {
            System.err.println("SKIPPED: contract with Bitbucket Cloud, because " + FILE + " is missing");
        }
        Assumptions.assumeTrue(Files.isRegularFile(FILE), FILE + " is missing, the contract is NOT checked");
        JsonNode document = new JsonMapper().readTree(FILE.toFile());
        removeDiscriminators(document);
        return new BitbucketDescription(OpenApiInteractionValidator.createForInlineApiSpecification(document.toString())
                .withBasePathOverride("/2.0")
                .build());
    }

    /** What is wrong with a request; nothing if it is as described. */
    public List<String> requestProblems(
            String method, URI address, @Nullable String contentType, @Nullable String body) {
        SimpleRequest.Builder request = new SimpleRequest.Builder(method, address.getRawPath());
        String query = address.getRawQuery();
        if (query != null) {
            for (String parameter : query.split("&", -1)) {
                String[] parts = parameter.split("=", 2);
                if (OF_ALL_CALLS.contains(parts[0])) {
                    continue;
                }
                request.withQueryParam(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        if (contentType != null) {
            request.withContentType(contentType);
        }
        if (body != null) {
            request.withBody(body);
        }
        // The document knows Basic; which credential it is does not matter here.
        request.withHeader("Authorization", "Basic eDp5");
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
        report.getMessages().forEach(message -> problems.add(message.toString()));
        return problems;
    }

    /** Every schema is composed of one with a discriminator, which sends the validator round in circles. */
    private static void removeDiscriminators(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("discriminator");
        }
        for (JsonNode child : node) {
            removeDiscriminators(child);
        }
    }
}
