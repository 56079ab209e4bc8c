package dev.hallpass.web;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** What holds for many calls of the API alike: problems, paging, idempotency keys, ids of calls. */
final class OpenApiCommonParts implements GlobalOpenApiCustomizer {

    private static final String PROBLEM = "#/components/schemas/Problem";

    @Override
    public void customise(OpenAPI api) {
        Components components = api.getComponents();
        ResolvedSchema problem =
                ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(Problem.class));
        problem.referencedSchemas.forEach(components::addSchemas);
        if (!components.getSchemas().containsKey("Problem")) {
            components.addSchemas("Problem", problem.schema);
        }
        OpenApiRequiredFields.mark(components);
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, operation) -> complete(path, method, operation)));
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        boolean changes = method == PathItem.HttpMethod.POST;
        boolean once = changes && !path.endsWith("/preview");
        boolean object = path.contains("{");
        if (changes) {
            operation.addParametersItem(idempotencyKey());
        }
        describePaging(operation);
        OpenApiExamples.addTo(operation);
        operation.getResponses().forEach((status, response) -> succeed(response, status, once));
        for (Map.Entry<HttpProblem, String> problem :
                problems(operation, once, object).entrySet()) {
            HttpProblem kind = problem.getKey();
            operation
                    .getResponses()
                    .addApiResponse(
                            String.valueOf(kind.status()),
                            kind == HttpProblem.CONFLICT && asks(operation)
                                    ? fail(kind.status(), problem.getValue(), ProblemExamples.notAMember())
                                    : fail(kind, problem.getValue()));
        }
        if (once) {
            operation
                    .getResponses()
                    .addApiResponse(
                            "422",
                            fail(
                                    422,
                                    "The idempotency key was used for another call.",
                                    ExampleParts.map(
                                            "type", "https://hallpass.dev/problems/idempotency-key-reused",
                                            "title", "The idempotency key was used for another call",
                                            "status", 422,
                                            "detail", "This key was used for another call.",
                                            "field", ApiCall.KEY_HEADER)));
        }
        operation.setResponses(sorted(operation.getResponses()));
    }

    private static ApiResponses sorted(ApiResponses responses) {
        ApiResponses sorted = new ApiResponses();
        new TreeMap<>(responses).forEach(sorted::addApiResponse);
        return sorted;
    }

    private static Map<HttpProblem, String> problems(Operation operation, boolean once, boolean object) {
        Map<HttpProblem, String> problems = new LinkedHashMap<>();
        boolean takes = operation.getRequestBody() != null
                || (operation.getParameters() != null
                        && !operation.getParameters().isEmpty());
        if (takes) {
            problems.put(HttpProblem.INVALID_FIELD, "Something is missing or wrong; `field` names it.");
        }
        problems.put(HttpProblem.UNAUTHENTICATED, "It is not known who is calling.");
        problems.put(HttpProblem.FORBIDDEN, "The caller may not do this, or is not an active person here.");
        if (object) {
            problems.put(HttpProblem.NOT_FOUND, "There is no such thing, or none that the caller may see.");
        }
        if (asks(operation)) {
            problems.put(
                    HttpProblem.CONFLICT,
                    "The present state does not allow this. With the type `already-held`: it is held for all of the"
                            + " time that is asked for, and `held` tells which role, by which path and request, and until"
                            + " when (`heldParts`, if several were asked for as one). With the type `not-a-member`: the"
                            + " person has no account in the application, or one that can be given nothing there.");
        } else if (once) {
            problems.put(HttpProblem.CONFLICT, "The present state does not allow this.");
        }
        if (operation.getRequestBody() != null) {
            problems.put(HttpProblem.TOO_LARGE, "The body is too large.");
            problems.put(HttpProblem.UNSUPPORTED_MEDIA_TYPE, "The body is not JSON.");
        }
        problems.put(HttpProblem.INTERNAL, "Something went wrong inside Hallpass; the log has it under `requestId`.");
        problems.put(HttpProblem.UNAVAILABLE, "The database or the engine does not answer; try again.");
        return problems;
    }

    private static boolean asks(Operation operation) {
        return "askForAccess".equals(operation.getOperationId()) || "previewRequest".equals(operation.getOperationId());
    }

    private static Parameter idempotencyKey() {
        return new Parameter()
                .in("header")
                .name(ApiCall.KEY_HEADER)
                .description("Names this call, so that it can be made again without a second effect. Kept for a day.")
                .example("0199c0de-7a11-7000-8000-00000000000a")
                .schema(new StringSchema().minLength(1).maxLength(128));
    }

    private static void describePaging(Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        for (Parameter parameter : operation.getParameters()) {
            if ("limit".equals(parameter.getName())) {
                IntegerSchema size = new IntegerSchema();
                size.setMinimum(BigDecimal.ONE);
                size.setMaximum(BigDecimal.valueOf(Parameters.MOST));
                size.setDefault(Integer.valueOf(Parameters.USUAL));
                parameter.description("How many items a page has at most.").schema(size);
            } else if ("cursor".equals(parameter.getName())) {
                parameter.description("The `nextCursor` of the page before; none for the first page.");
            } else if ("id".equals(parameter.getName()) && parameter.getExample() == null) {
                parameter.description("Its id.").example("0199c0de-7a11-7000-8000-000000000001");
            }
        }
    }

    private static void succeed(ApiResponse response, String status, boolean once) {
        response.addHeaderObject(CallIds.HEADER, header("The id of this call."));
        if (status.equals("202")) {
            response.addHeaderObject("Location", header("Where to look how it goes on."));
        }
        if (once) {
            response.addHeaderObject(
                    Idempotency.REPLAYED, header("`true` if this is the answer to an earlier call with the same key."));
        }
        if ("OK".equals(response.getDescription())) {
            response.setDescription("As asked for.");
        }
    }

    private static Header header(String description) {
        return new Header().description(description).schema(new StringSchema());
    }

    private static ApiResponse fail(HttpProblem kind, String description) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", kind.type().toString());
        example.put("title", kind.title());
        example.put("status", kind.status());
        example.put("detail", ProblemExamples.detail(kind));
        example.putAll(ProblemExamples.fault(kind));
        example.put("requestId", "0199c0de-7a11-7000-8000-000000000001");
        return fail(kind.status(), description, example);
    }

    private static ApiResponse fail(int status, String description, Map<String, Object> example) {
        ApiResponse response = new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType()
                                        .schema(new Schema<>().$ref(PROBLEM))
                                        .example(example)));
        response.addHeaderObject(CallIds.HEADER, header("The id of this call."));
        if (status == 401) {
            response.addHeaderObject("WWW-Authenticate", header("How to say who is calling."));
        }
        return response;
    }
}
