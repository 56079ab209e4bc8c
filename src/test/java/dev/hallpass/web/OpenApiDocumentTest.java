package dev.hallpass.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The description of the API is complete and says what the API does. */
class OpenApiDocumentTest extends HallpassTest {

    private JsonNode document = JsonNodeFactory.instance.objectNode();

    @BeforeEach
    void read() {
        ApiClient anonymous = ApiClient.anonymous("http://localhost:" + port());
        // Worked out at the first call, which takes its time on a busy machine.
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().untilAsserted(() -> {
            document = anonymous.get("/v3/api-docs").json();
            assertThat(document.has("openapi")).isTrue();
        });
    }

    private record Call(String method, String path, JsonNode operation) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> calls.add(new Call(method.getKey(), path.getKey(), method.getValue()))));
        return calls;
    }

    @Test
    void itIsOpenApi31WithEveryCall() {
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(calls())
                .extracting(Call::toString)
                .containsExactlyInAnyOrder(
                        "get /api/v1/me",
                        "get /api/v1/catalog/resources",
                        "get /api/v1/catalog/resources/{id}",
                        "get /api/v1/catalog/resources/{id}/access",
                        "get /api/v1/principals/{id}/access",
                        "get /api/v1/drift",
                        "get /api/v1/drift/{id}",
                        "post /api/v1/drift/{id}/resolutions",
                        "get /api/v1/applications",
                        "get /api/v1/applications/{name}",
                        "get /api/v1/applications/{name}/discovery",
                        "post /api/v1/applications/{name}/discovery",
                        "get /api/v1/requests",
                        "post /api/v1/requests",
                        "post /api/v1/requests/preview",
                        "get /api/v1/requests/{id}",
                        "get /api/v1/requests/{id}/events",
                        "post /api/v1/requests/{id}/decisions",
                        "post /api/v1/requests/{id}/cancel",
                        "get /api/v1/bundles",
                        "post /api/v1/bundles",
                        "get /api/v1/bundles/{name}",
                        "put /api/v1/bundles/{name}",
                        "delete /api/v1/bundles/{name}",
                        "get /api/v1/bundle-requests",
                        "get /api/v1/bundle-requests/{id}",
                        "post /api/v1/bundle-requests/{id}/decisions",
                        "post /api/v1/bundle-requests/{id}/cancel",
                        "get /api/v1/by-hand-orders",
                        "get /api/v1/by-hand-orders/{id}",
                        "post /api/v1/by-hand-orders/{id}/reports",
                        "get /api/v1/grants",
                        "get /api/v1/grants/{id}",
                        "post /api/v1/grants/{id}/release",
                        "post /api/v1/grants/{id}/revoke",
                        "post /api/v1/grants/{id}/extend",
                        "get /api/v1/facts/tickets/{key}",
                        "put /api/v1/facts/tickets/{key}",
                        "delete /api/v1/facts/tickets/{key}",
                        "get /api/v1/facts/schedules",
                        "get /api/v1/facts/schedules/{name}",
                        "put /api/v1/facts/schedules/{name}",
                        "delete /api/v1/facts/schedules/{name}",
                        "get /api/v1/facts/trainings/{person}",
                        "put /api/v1/facts/trainings/{person}/{name}",
                        "delete /api/v1/facts/trainings/{person}/{name}",
                        "get /api/v1/facts/risks/{person}",
                        "put /api/v1/facts/risks/{person}",
                        "delete /api/v1/facts/risks/{person}",
                        "post /api/v1/facts/uses",
                        "get /api/v1/facts/uses/{person}",
                        "delete /api/v1/facts/uses/{person}/{id}",
                        "post /api/v1/policies/lint",
                        "get /api/v1/audit",
                        "get /api/v1/audit/export",
                        "get /api/v1/audit/verify");
        assertThat(document.path("components")
                        .path("securitySchemes")
                        .path("basic")
                        .path("scheme")
                        .asString())
                .isEqualTo("basic");
        assertThat(document.path("security").path(0).has("basic")).isTrue();
    }

    @Test
    void everyCallSaysWhatItDoesAndHowItCanFail() {
        for (Call call : calls()) {
            JsonNode operation = call.operation();
            assertThat(operation.path("summary").asString()).as(call.toString()).isNotBlank();
            assertThat(operation.path("operationId").asString())
                    .as(call.toString())
                    .doesNotContain("_");
            assertThat(names(operation.path("responses"))).as(call.toString()).contains("401", "403", "500");
            if (call.path().contains("{id}")) {
                assertThat(names(operation.path("responses")))
                        .as(call.toString())
                        .contains("404");
            }
            operation.path("responses").properties().forEach(response -> {
                if (!response.getKey().startsWith("2")) {
                    JsonNode problem = response.getValue().path("content").path("application/problem+json");
                    assertThat(problem.path("schema").path("$ref").asString()).endsWith("/Problem");
                    assertThat(problem.path("example").path("status").asInt())
                            .isEqualTo(Integer.parseInt(response.getKey()));
                }
            });
        }
    }

    @Test
    void askingShowsWhatIsSaidOfSomebodyWhoDoesNotBelong() {
        assertThat(calls())
                .filteredOn(call -> Set.of("askForAccess", "previewRequest")
                        .contains(call.operation().path("operationId").asString()))
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.operation()
                                .at("/responses/409/content/application~1problem+json/example/type")
                                .asString())
                        .endsWith("/not-a-member"));
    }

    @Test
    void everyParameterIsDescribed() {
        for (Call call : calls()) {
            Set<String> names = new TreeSet<>();
            for (JsonNode parameter : call.operation().path("parameters")) {
                names.add(parameter.path("name").asString());
                assertThat(parameter.path("description").asString())
                        .as(call + " " + parameter.path("name"))
                        .isNotBlank();
            }
            assertThat(names).as(call.toString()).doesNotContain("viewer", "call", "parameters");
            assertThat(names.contains("Idempotency-Key"))
                    .as(call.toString())
                    .isEqualTo(call.method().equals("post"));
            assertThat(names.contains("cursor")).as(call.toString()).isEqualTo(names.contains("limit"));
        }
    }

    @Test
    void everyBodyAndAnswerHasAnExampleThatFitsItsSchema() {
        for (Call call : calls()) {
            JsonNode body = call.operation().path("requestBody").path("content").path("application/json");
            if (!body.isMissingNode()) {
                assertFits(call.toString(), body.path("schema"), body.path("example"));
            }
            for (String status : List.of("200", "202")) {
                JsonNode answer = call.operation()
                        .path("responses")
                        .path(status)
                        .path("content")
                        .path("application/json");
                if (!answer.isMissingNode()) {
                    assertFits(call.toString(), answer.path("schema"), answer.path("example"));
                }
            }
        }
    }

    private void assertFits(String where, JsonNode schema, JsonNode example) {
        JsonNode resolved =
                schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
        assertThat(example.isMissingNode()).as(where + ": no example").isFalse();
        if (example.isObject() && resolved.has("properties")) {
            Set<String> known = names(resolved.path("properties"));
            assertThat(known).as(where).containsAll(names(example));
            Set<String> required = new TreeSet<>();
            resolved.path("required").forEach(name -> required.add(name.asString()));
            assertThat(names(example)).as(where).containsAll(required);
            for (Map.Entry<String, JsonNode> field : example.properties()) {
                assertFits(
                        where + "." + field.getKey(),
                        resolved.path("properties").path(field.getKey()),
                        field.getValue());
            }
        }
        if (example.isArray()) {
            example.forEach(item -> assertFits(where + "[]", resolved.path("items"), item));
        }
    }

    @Test
    void anAnswerHasTheFieldsThatAreDescribed() {
        String person = engineer();
        String request = granted(person, "payments", "write", "PT5M");
        JsonNode answer = as(person).get("/api/v1/requests/" + request).json();

        assertFits("request", document.path("components").path("schemas").path("Request"), answer);
        assertThat(answer.path("entitlements").valueStream())
                .extracting(entitlement -> entitlement.path("path").asString())
                .as("a list, as it was asked for")
                .containsExactly("acme/payments");
        JsonNode access = as(Acme.OWNER)
                .get("/api/v1/catalog/resources/payments/access?limit=200")
                .json()
                .path("items");
        assertThat(access.isEmpty()).isFalse();
        access.forEach(item ->
                assertFits("access", document.path("components").path("schemas").path("Access"), item));
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }
}
