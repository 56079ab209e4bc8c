package dev.hallpass.web;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON body, and where, in the caller's own terms. */
final class JsonProblems {

    private static final String BODY = "body";

    private JsonProblems() {}

    static Problem of(@Nullable Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return Problem.of(HttpProblem.INVALID_FIELD, "There is no such field.", field(unknown), known(unknown));
        }
        if (cause instanceof DatabindException wrong && !wrong.getPath().isEmpty()) {
            return Problem.of(
                    HttpProblem.INVALID_FIELD,
                    "The value has the wrong type.",
                    field(wrong),
                    "the type that is described");
        }
        if (cause instanceof DatabindException) {
            return Problem.of(HttpProblem.INVALID_FIELD, "The body has the wrong type.", BODY, "a JSON object");
        }
        if (cause instanceof JacksonException malformed) {
            return Problem.of(HttpProblem.MALFORMED_JSON, where(malformed.getLocation()), BODY, "a JSON object");
        }
        return Problem.of(HttpProblem.INVALID_FIELD, "A body is required.", BODY, "a JSON object");
    }

    private static String where(@Nullable TokenStreamLocation location) {
        return location == null
                ? "The body is not JSON."
                : "The body is not JSON: line %d, column %d.".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String known(UnrecognizedPropertyException unknown) {
        var names = unknown.getKnownPropertyIds();
        return names == null
                ? "a field that is described"
                : "one of " + names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String field(DatabindException wrong) {
        StringBuilder field = new StringBuilder();
        List<JacksonException.Reference> path = wrong.getPath();
        for (JacksonException.Reference step : path) {
            if (step.getPropertyName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        // A caller's own name of a field, which may be anything, is told back in bounds.
        return field.length() <= 200 ? field.toString() : field.substring(0, 200);
    }
}
