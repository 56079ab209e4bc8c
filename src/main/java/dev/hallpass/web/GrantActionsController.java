package dev.hallpass.web;

import dev.hallpass.access.Grant;
import dev.hallpass.access.GrantId;
import dev.hallpass.access.Grants;
import dev.hallpass.common.ProblemException;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestSubmission;
import dev.hallpass.web.Idempotency.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Ending grants before their time, and asking for more time. */
@RestController
@RequestMapping(path = GrantActionsController.PATH, produces = "application/json")
@Tag(name = "Grants")
class GrantActionsController {

    static final String PATH = "/api/v1/grants";

    private static final String JSON = "application/json";

    private final Grants grants;
    private final AccessRequests requests;
    private final Visibility visibility;
    private final Extensions extensions;
    private final RequestViews views;
    private final GrantViews grantViews;
    private final Idempotency idempotency;

    GrantActionsController(
            Grants grants,
            AccessRequests requests,
            Visibility visibility,
            Extensions extensions,
            RequestViews views,
            GrantViews grantViews,
            Idempotency idempotency) {
        this.grants = grants;
        this.requests = requests;
        this.visibility = visibility;
        this.extensions = extensions;
        this.views = views;
        this.grantViews = grantViews;
        this.idempotency = idempotency;
    }

    @PostMapping("/{id}/release")
    @Operation(
            operationId = "releaseGrant",
            summary = "Give the access back",
            description = "By its holder. A grant that is ending already stays as it is.")
    @ApiResponse(
            responseCode = "202",
            description = "It is being taken back; it is over once its state is ENDED.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = GrantView.class)))
    ResponseEntity<String> release(Viewer viewer, ApiCall call, @PathVariable String id) {
        Grant grant = visibility.grant(id, viewer);
        if (!viewer.is(grant.principal())) {
            throw ProblemException.forbidden("Only its holder releases a grant.");
        }
        return idempotency.run(viewer, call, () -> ending(grants.release(grant.id(), viewer.id()), viewer));
    }

    @PostMapping("/{id}/revoke")
    @Operation(
            operationId = "revokeGrant",
            summary = "Take the access",
            description =
                    "By an owner of the resource or an administrator. A grant that is ending already stays as it is.")
    @ApiResponse(
            responseCode = "202",
            description = "It is being taken back; it is over once its state is ENDED.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = GrantView.class)))
    ResponseEntity<String> revoke(Viewer viewer, ApiCall call, @PathVariable String id) {
        Grant grant = visibility.grant(id, viewer);
        if (!viewer.owns(grant.resource()) && !viewer.isAdministrator()) {
            throw ProblemException.forbidden("Only an owner of the resource or an administrator revokes a grant.");
        }
        return idempotency.run(viewer, call, () -> ending(grants.revoke(grant.id(), viewer.id()), viewer));
    }

    private Answer ending(Grant grant, Viewer viewer) {
        return Answer.accepted(location(grant.id()), grantViews.of(grant, viewer));
    }

    private static String location(GrantId id) {
        return PATH + "/" + id;
    }

    @PostMapping(path = "/{id}/extend", consumes = JSON)
    @Operation(
            operationId = "extendGrant",
            summary = "Ask for more time",
            description = "By its holder or who asked for it. This is a new request, which takes the same way through"
                    + " the policy; when it is agreed, the grant's end moves.")
    @ApiResponse(
            responseCode = "202",
            description = "Accepted; `Location` names the new request.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = RequestView.class)))
    ResponseEntity<String> extend(
            Viewer viewer, ApiCall call, @PathVariable String id, @RequestBody RequestBodies.Extend body) {
        Grant grant = visibility.grant(id, viewer);
        RequestSubmission submission = extensions.check(grant, body, viewer);
        return idempotency.run(viewer, call, () -> {
            RequestId asked = requests.submitExtension(submission, grant.id().value());
            return Answer.accepted(
                    RequestActionsController.PATH + "/" + asked, views.of(requests.require(asked), viewer));
        });
    }
}
