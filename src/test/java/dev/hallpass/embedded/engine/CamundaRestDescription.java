package dev.hallpass.embedded.engine;

import dev.hallpass.VendorDescription;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Camunda's OpenAPI document of its REST API as a judge of answers. */
final class CamundaRestDescription {

    private static final String BASE_PATH = "/v2";

    private final VendorDescription description;

    private CamundaRestDescription(VendorDescription description) {
        this.description = description;
    }

    /** Reads the document; skips the test, loudly, where it is missing. */
    static CamundaRestDescription orSkip() {
        return new CamundaRestDescription(VendorDescription.orSkip(
                "camunda-rest-api.json",
                "Camunda's REST API",
                BASE_PATH,
                document -> sayInTermsOfTheValidator(document, document)));
    }

    /** What is wrong with an answer; nothing if it is as described. */
    List<String> problems(String method, String path, HttpResponse<String> answer) {
        return description.responseProblems(
                method,
                BASE_PATH + path,
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(null),
                answer.body());
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
