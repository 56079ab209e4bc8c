package dev.hallpass.web;

import dev.hallpass.catalog.Discoveries;
import dev.hallpass.common.ProblemException;
import dev.hallpass.web.Idempotency.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far the reading of an application into the catalog is. */
@RestController
@RequestMapping(path = "/api/v1/applications/{name}/discovery", produces = "application/json")
@Tag(name = "Applications")
class DiscoveryController {

    private final Discoveries discoveries;
    private final Idempotency idempotency;

    DiscoveryController(Discoveries discoveries, Idempotency idempotency) {
        this.discoveries = discoveries;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Operation(
            operationId = "getDiscovery",
            summary = "How far the reading of an application is, and how long it takes still",
            description = "What went wrong is told to auditors and administrators only.")
    DiscoveryView get(
            Viewer viewer, @Parameter(description = "Its name.", example = "acme") @PathVariable String name) {
        return view(name, viewer);
    }

    @PostMapping
    @Operation(
            operationId = "startDiscovery",
            summary = "Read all of an application anew",
            description = "By administrators. One that is under way begins again.")
    @ApiResponse(
            responseCode = "202",
            description = "It begins.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = DiscoveryView.class)))
    ResponseEntity<String> start(
            Viewer viewer,
            ApiCall call,
            @Parameter(description = "Its name.", example = "acme") @PathVariable String name) {
        if (!viewer.isAdministrator()) {
            throw ProblemException.forbidden("Only administrators have all of an application read anew.");
        }
        return idempotency.run(viewer, call, () -> {
            discoveries.begin(name, viewer.id().value());
            return Answer.accepted("/api/v1/applications/" + name + "/discovery", view(name, viewer));
        });
    }

    private DiscoveryView view(String name, Viewer viewer) {
        return discoveries
                .of(name)
                .map(progress -> DiscoveryView.of(progress, viewer))
                .orElseThrow(() -> ProblemException.notFound("name", "There is no application of this name."));
    }
}
