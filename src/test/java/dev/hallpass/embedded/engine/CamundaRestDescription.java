package dev.hallpass.embedded.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Camunda's OpenAPI document of its REST API, which is not part of this project, as a judge of answers. */
final class CamundaRestDescription {

    private static final Path FILE = Path.of("..", "shared", "specs", "camunda-rest-api.json");
    private static final String BASE_PATH = "/v2";

    private final OpenApiInteractionValidator validator;

    private CamundaRestDescription(OpenApiInteractionValidator validator) {
        this.validator = validator;
    }

    /** Reads the document; skips the test, loudly, where it is missing. */
    @SuppressWarnings("SystemOut") // a skipped contract must be seen
    static CamundaRestDescription orSkip() {
        if (!Files.isRegularFile(FILE)) {
            System.err.println("SKIPPED: contract with Camunda's REST API, because " + FILE + " is missing");
        }
        assumeTrue(Files.isRegularFile(FILE), FILE + " is missing, the contract is NOT checked");
        JsonNode document = new JsonMapper().readTree(FILE.toFile());
        sayInTermsOfTheValidator(document, document);
        return new CamundaRestDescription(
                OpenApiInteractionValidator.createForInlineApiSpecification(document.toString())
                        .withBasePathOverride(BASE_PATH)
                        .build());
    }

    /** What is wrong with an answer; nothing if it is as described. */
    List<String> problems(String method, String path, HttpResponse<String> answer) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.statusCode());
        answer.headers().firstValue("Content-Type").ifPresent(response::withContentType);
        if (!answer.body().isEmpty()) {
            response.withBody(answer.body());
        }
        return validator
                .validateResponse(BASE_PATH + path, Request.Method.valueOf(method), response.build())
                .getMessages()
                .stream()
                .map(ValidationReport.Message::toString)
                .toList();
    }

    /**
     * The validator knows less of OpenAPI than the document uses. It refuses optional discriminators, does not know
     * Unicode classes in patterns, does not follow references into paths, and forgets {@code nullable} beside {@code
     * allOf}. Only the last two change what is checked, and they are written out so that it is checked all the same.
     */
    private static void sayInTermsOfTheValidator(JsonNode node, JsonNode document) {
        if (node instanceof ObjectNode object) {
            object.remove("discriminator");
            if (object.path("pattern").stringValue("").contains("\\p{")) {
                object.remove("pattern");
            }
            if (object.path("$ref").stringValue("").startsWith("#/paths/")) {
                JsonNode response = referenced(object, document);
                object.remove("$ref");
                object.setAll((ObjectNode) response.deepCopy());
            }
            if (object.path("nullable").booleanValue(false)) {
                inlineAllOf(object, document);
            }
        }
        node.values().forEach(child -> sayInTermsOfTheValidator(child, document));
    }

    private static void inlineAllOf(ObjectNode schema, JsonNode document) {
        JsonNode parts = schema.remove("allOf");
        if (parts == null) {
            return;
        }
        for (JsonNode part : parts.values()) {
            ObjectNode copy = (ObjectNode) (part.has("$ref") ? referenced(part, document) : part).deepCopy();
            inlineAllOf(copy, document);
            copy.properties().forEach(field -> schema.set(field.getKey(), field.getValue()));
        }
        schema.put("nullable", true);
    }

    private static JsonNode referenced(JsonNode reference, JsonNode document) {
        return document.at(reference.path("$ref").stringValue().substring(1));
    }
}
