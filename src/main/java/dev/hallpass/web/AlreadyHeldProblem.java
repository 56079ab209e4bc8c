package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallpass.access.AlreadyHeldException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A {@link Problem} that also tells what is held already. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AlreadyHeldProblem(
        URI type,
        String title,
        int status,
        String detail,
        @Nullable String field,
        @Nullable String expected,
        @Nullable String requestId,
        HeldView held) {

    /** What is held; whence and until when is told to those only whose it is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Held", description = "What is held already, in a problem of the type `already-held`.")
    record HeldView(
            @Schema(example = "write") String role,

            @Schema(description = "By which path, in words.") @Nullable
            String path,

            @Nullable UUID grant,
            @Nullable UUID request,
            @Nullable Instant until) {}

    static AlreadyHeldProblem of(AlreadyHeldException problem) {
        Problem told = Problem.of(problem);
        AlreadyHeldException.Held held = problem.held();
        return new AlreadyHeldProblem(
                told.type(),
                told.title(),
                told.status(),
                told.detail(),
                told.field(),
                told.expected(),
                told.requestId(),
                new HeldView(
                        held.role(),
                        held.path(),
                        held.grant() == null ? null : held.grant().value(),
                        held.request() == null ? null : held.request().value(),
                        held.until()));
    }
}
