package dev.hallpass.web;

import dev.hallpass.access.DriftResolution;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What callers send about findings. */
final class DriftBodies {

    private DriftBodies() {}

    /** Somebody decides about a finding. */
    @Schema(name = "ResolveDrift", description = "What is to become of a permission that was changed by hand.")
    record Resolve(
            @Schema(
                    description =
                            "RESTORE gives what was taken away from a grant in force again; REVOKE takes away what"
                                    + " was added, or ends the grants that it was taken away from; ACCEPT leaves it.",
                    allowableValues = {"RESTORE", "ACCEPT", "REVOKE"},
                    example = "REVOKE",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String resolution,

            @Schema(description = "What is to be said to it.", example = "Nobody asked for this", maxLength = 2000)
            @Nullable
            String comment) {}

    /** The choices, as callers name them. */
    enum Choice {
        RESTORE(DriftResolution.RESTORED),
        ACCEPT(DriftResolution.ACCEPTED),
        REVOKE(DriftResolution.REVOKED);

        private final DriftResolution resolution;

        Choice(DriftResolution resolution) {
            this.resolution = resolution;
        }

        DriftResolution resolution() {
            return resolution;
        }
    }
}
