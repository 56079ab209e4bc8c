package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallpass.access.AlreadyHeldException;
import dev.hallpass.common.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What is told about an error (RFC 9457). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What went wrong, in the form of RFC 9457.")
record Problem(
        @Schema(
                description = "The kind of problem; stable, fit for programs to tell problems apart.",
                example = "https://hallpass.dev/problems/invalid-field")
        URI type,

        @Schema(
                description = "The same sentence for all problems of this type.",
                example = "A field is missing or wrong")
        String title,

        @Schema(description = "The HTTP status.", example = "400")
        int status,

        @Schema(description = "What is wrong with this call.", example = "The duration must be positive.")
        String detail,

        @Schema(
                description = "The field, parameter or header at fault, as the caller wrote it.",
                example = "duration",
                requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        @Nullable
        String field,

        @Schema(
                description = "What would be right.",
                example = "an ISO-8601 duration from PT1M to PT720H, for example PT2H",
                requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        @Nullable
        String expected,

        @Schema(
                description = "The id of this call; name it when asking for help.",
                example = "0199c0de-7a11-7000-8000-000000000001")
        @Nullable
        String requestId,

        @Schema(
                description = "What is held already, in a problem of the type `already-held` only.",
                requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        @Nullable
        HeldView held,

        @Schema(
                description = "Which of several entitlements are held already, in a problem of the type `already-held`"
                        + " only.",
                requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        @Nullable
        List<HeldPartView> heldParts) {

    Problem(
            URI type,
            String title,
            int status,
            String detail,
            @Nullable String field,
            @Nullable String expected,
            @Nullable String requestId) {
        this(type, title, status, detail, field, expected, requestId, null, null);
    }

    static Problem of(AlreadyHeldException problem) {
        return new Problem(
                problem.kind().type(),
                problem.kind().title(),
                problem.kind().status(),
                String.valueOf(problem.getMessage()),
                problem.field(),
                problem.expected(),
                MDC.get(CallIds.MDC_KEY),
                problem.severalAsked() ? null : HeldView.of(problem.held()),
                problem.severalAsked()
                        ? problem.parts().stream().map(HeldPartView::of).toList()
                        : null);
    }

    static Problem of(ProblemException problem) {
        return new Problem(
                problem.kind().type(),
                problem.kind().title(),
                problem.kind().status(),
                String.valueOf(problem.getMessage()),
                problem.field(),
                problem.expected(),
                MDC.get(CallIds.MDC_KEY));
    }

    static Problem of(HttpProblem kind, String detail, @Nullable String field, @Nullable String expected) {
        return new Problem(kind.type(), kind.title(), kind.status(), detail, field, expected, MDC.get(CallIds.MDC_KEY));
    }
}
