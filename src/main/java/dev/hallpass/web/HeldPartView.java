package dev.hallpass.web;

import dev.hallpass.access.AlreadyHeldException;
import io.swagger.v3.oas.annotations.media.Schema;

/** One of several entitlements that is held already. */
@Schema(name = "HeldPart", description = "One of several entitlements that were asked for and is held already.")
record HeldPartView(
        @Schema(description = "Where the resource is.", example = "acme/payments-api")
        String path,

        @Schema(description = "The role that was asked for.", example = "read")
        String role,

        HeldView held) {

    static HeldPartView of(AlreadyHeldException.Part part) {
        return new HeldPartView(part.path(), part.role(), HeldView.of(part.held()));
    }
}
