package dev.hallpass.web;

import dev.hallpass.bundle.Bundle;
import dev.hallpass.bundle.BundleEntitlement;
import dev.hallpass.bundle.BundleSource;
import dev.hallpass.bundle.BundleValidation;
import dev.hallpass.bundle.Bundles;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.common.ProblemException;
import dev.hallpass.web.Idempotency.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Bundles: everybody who is known sees them, administrators define them, their owners change them. */
@RestController
@RequestMapping(path = BundlesController.PATH, produces = "application/json")
@Tag(name = "Bundles")
class BundlesController {

    static final String PATH = "/api/v1/bundles";

    private static final String JSON = "application/json";
    private static final int ALL = 1000;

    private final Bundles bundles;
    private final BundleValidation validation;
    private final Catalog catalog;
    private final Idempotency idempotency;

    BundlesController(Bundles bundles, BundleValidation validation, Catalog catalog, Idempotency idempotency) {
        this.bundles = bundles;
        this.validation = validation;
        this.catalog = catalog;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Operation(operationId = "listBundles", summary = "All bundles, by name")
    Page<BundleView> list(Viewer viewer) {
        return new Page<>(views(bundles.after(null, ALL)), null);
    }

    @GetMapping("/{name}")
    @Operation(operationId = "getBundle", summary = "One bundle")
    BundleView get(
            Viewer viewer,
            @Parameter(description = "Its name.", example = "payments-on-call") @PathVariable String name) {
        return view(bundles.require(name));
    }

    @PostMapping(consumes = JSON)
    @Operation(operationId = "defineBundle", summary = "Define a bundle", description = "For administrators.")
    @ApiResponse(
            responseCode = "200",
            description = "Defined.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = BundleView.class)))
    ResponseEntity<String> define(Viewer viewer, ApiCall call, @RequestBody BundleBodies.Define body) {
        if (!viewer.isAdministrator()) {
            throw ProblemException.forbidden("Administrators define bundles.");
        }
        var wanted = validation.check(body.named(null));
        return idempotency.run(
                viewer,
                call,
                () -> Answer.ok(view(
                        bundles.define(wanted, BundleSource.API, viewer.id().value()))));
    }

    @PutMapping(path = "/{name}", consumes = JSON)
    @Operation(
            operationId = "changeBundle",
            summary = "Change a bundle",
            description = "For administrators and its owners. What was asked for before stays as it was.")
    BundleView change(
            Viewer viewer,
            @Parameter(description = "Its name.", example = "payments-on-call") @PathVariable String name,
            @RequestBody BundleBodies.Define body) {
        requireMayChange(viewer, name);
        return view(bundles.change(
                validation.check(body.named(name)),
                BundleSource.API,
                viewer.id().value()));
    }

    @DeleteMapping("/{name}")
    @Operation(
            operationId = "withdrawBundle",
            summary = "Withdraw a bundle",
            description = "For administrators and its owners. It cannot be asked for any more; what was, stays.")
    @ApiResponse(responseCode = "204", description = "Withdrawn.", content = @Content)
    ResponseEntity<Void> withdraw(
            Viewer viewer,
            @Parameter(description = "Its name.", example = "payments-on-call") @PathVariable String name) {
        requireMayChange(viewer, name);
        bundles.withdraw(name, BundleSource.API, viewer.id().value());
        return ResponseEntity.noContent().build();
    }

    private void requireMayChange(Viewer viewer, String name) {
        if (!bundles.require(name).owners().contains(viewer.id()) && !viewer.isAdministrator()) {
            throw ProblemException.forbidden("Only administrators and owners of the bundle change it.");
        }
    }

    private BundleView view(Bundle bundle) {
        return views(List.of(bundle)).getFirst();
    }

    private List<BundleView> views(List<Bundle> found) {
        ResourceNames names = ResourceNames.of(
                catalog,
                found.stream()
                        .flatMap(bundle -> bundle.entitlements().stream())
                        .map(BundleEntitlement::resource)
                        .toList());
        return found.stream().map(bundle -> BundleView.of(bundle, names)).toList();
    }
}
