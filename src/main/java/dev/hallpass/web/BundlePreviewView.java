package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the policy would say of several entitlements. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "BundlePreview", description = "What the policy would decide now about each part.")
record BundlePreviewView(
        @Schema(
                description =
                        "REFUSED: it cannot be had, of an all-or-nothing bundle if one part is refused, of another"
                                + " if all are; ROUTED: people must agree to some part; APPROVED: granted by rules.",
                allowableValues = {"REFUSED", "APPROVED", "ROUTED"},
                example = "ROUTED")
        String outcome,

        List<Part> parts,

        @Schema(description = "What is held already and would be left out.") @Nullable
        List<HeldPartView> alreadyHeld,

        @Schema(description = "What people would be asked to do before it can be given.") @Nullable
        String notice) {

    /** One part. */
    @Schema(name = "BundlePreviewPart", description = "One part and the policy's answer to it.")
    record Part(RequestView.EntitlementView entitlement, PreviewView preview) {}
}
