package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hallpass.bundle.Bundle;
import dev.hallpass.bundle.BundleMode;
import dev.hallpass.bundle.BundleSource;
import dev.hallpass.identity.PrincipalId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** A bundle as it goes out. */
@JsonPropertyOrder("name")
@Schema(name = "Bundle", description = "Entitlements that can be asked for as one.")
record BundleView(
        @Schema(example = "payments-on-call") String name,

        @Schema(example = "What on-call for payments needs") String description,

        BundleMode mode,

        @Schema(description = "Login names of who may change it besides administrators.", example = "[\"grace\"]")
        List<String> owners,

        List<RequestView.EntitlementView> entitlements,
        BundleSource source,

        @Schema(example = "linus") String definedBy,

        Instant definedAt) {

    static BundleView of(Bundle bundle, ResourceNames names) {
        return new BundleView(
                bundle.name(),
                bundle.description(),
                bundle.mode(),
                bundle.owners().stream().map(PrincipalId::value).sorted().toList(),
                bundle.entitlements().stream()
                        .map(each -> names.entitlement(each.resource(), each.role()))
                        .toList(),
                bundle.source(),
                bundle.definedBy(),
                bundle.definedAt());
    }
}
