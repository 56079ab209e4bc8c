package dev.hallpass.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What the policy would say of several entitlements. */
@Schema(name = "BundlePreview", description = "What the policy would decide now about each part.")
record BundlePreviewView(
        @Schema(
                description =
                        "REFUSED: it cannot be had, of an all-or-nothing bundle if one part is refused, of another"
                                + " if all are; ROUTED: people must agree to some part; APPROVED: granted by rules.",
                allowableValues = {"REFUSED", "APPROVED", "ROUTED"},
                example = "ROUTED")
        String outcome,

        List<Part> parts) {

    /** One part. */
    @Schema(name = "BundlePreviewPart", description = "One part and the policy's answer to it.")
    record Part(RequestView.EntitlementView entitlement, PreviewView preview) {}
}
