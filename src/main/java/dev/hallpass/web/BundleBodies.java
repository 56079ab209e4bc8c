package dev.hallpass.web;

import dev.hallpass.bundle.BundleMode;
import dev.hallpass.bundle.NewBundle;
import dev.hallpass.common.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What callers send of bundles. */
final class BundleBodies {

    private BundleBodies() {}

    /** Somebody defines or changes a bundle. */
    @Schema(name = "DefineBundle", description = "What the bundle shall be.")
    record Define(
            @Schema(
                    description = "Lower case letters, digits and hyphens; when changing, left out or as in the path.",
                    example = "payments-on-call",
                    maxLength = 63)
            @Nullable
            String name,

            @Schema(example = "What on-call for payments needs", maxLength = 2000) @Nullable
            String description,

            @Schema(
                    description = "What becomes of the others if one part cannot be had; ALL_OR_NOTHING if left out.",
                    allowableValues = {"ALL_OR_NOTHING", "BEST_EFFORT"},
                    example = "ALL_OR_NOTHING")
            @Nullable
            String mode,

            @Schema(description = "Login names of who may change it.", example = "[\"grace\"]") @Nullable
            List<@Nullable String> owners,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            List<RequestBodies.@Nullable Entitlement> entitlements) {

        NewBundle named(@Nullable String inPath) {
            String own = RequestBodies.line(name, "name");
            if (inPath != null && own != null && !own.equals(inPath)) {
                throw ProblemException.invalid("name", "A bundle keeps its name.", "the name in the path");
            }
            List<NewBundle.@Nullable NewEntitlement> asked = new ArrayList<>();
            if (entitlements != null) {
                entitlements.forEach(each -> asked.add(
                        each == null
                                ? null
                                : new NewBundle.NewEntitlement(
                                        RequestBodies.line(each.resource(), "entitlements"),
                                        RequestBodies.line(each.role(), "entitlements"))));
            }
            return new NewBundle(
                    inPath == null ? own : inPath,
                    RequestBodies.lines(description, "description"),
                    Parameters.choice(mode, "mode", BundleMode.class),
                    owners,
                    asked);
        }
    }
}
