package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallpass.access.AlreadyHeldException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is held already; whence and until when is told to those only whose it is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Held", description = "What is held already; whence and until when only if it is one's own.")
record HeldView(
        @Schema(description = "The role on the resource that results.", example = "write")
        String role,

        @Schema(description = "By which path.", example = "by write of group developers on acme/payments-api") @Nullable
        String path,

        @Schema(description = "The grant that it comes from.") @Nullable
        UUID grant,

        @Schema(description = "The request that the grant traces to.") @Nullable
        UUID request,

        @Schema(description = "Until when.") @Nullable Instant until) {

    static HeldView of(AlreadyHeldException.Held held) {
        return new HeldView(
                held.role(),
                held.path(),
                held.grant() == null ? null : held.grant().value(),
                held.request() == null ? null : held.request().value(),
                held.until());
    }
}
