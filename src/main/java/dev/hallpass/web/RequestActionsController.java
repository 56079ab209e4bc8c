package dev.hallpass.web;

import dev.hallpass.access.GrantUndoing;
import dev.hallpass.approval.Approvals;
import dev.hallpass.approval.Verdict;
import dev.hallpass.common.ProblemException;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.NewRequest;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import dev.hallpass.request.RequestSubmission;
import dev.hallpass.request.RequestValidation;
import dev.hallpass.web.Idempotency.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Asking for access, deciding about it, and taking the question back. */
@RestController
@RequestMapping(path = RequestActionsController.PATH, produces = "application/json")
@Tag(name = "Requests")
class RequestActionsController {

    static final String PATH = "/api/v1/requests";

    private static final String JSON = "application/json";
    private static final int LONGEST_COMMENT = 2000;

    private final AccessRequests requests;
    private final RequestValidation validation;
    private final Approvals approvals;
    private final Visibility visibility;
    private final RequestViews views;
    private final Previews previews;
    private final Preconditions preconditions;
    private final GrantUndoing undoing;
    private final AskingForBundles bundles;
    private final Idempotency idempotency;

    RequestActionsController(
            AccessRequests requests,
            RequestValidation validation,
            Approvals approvals,
            Visibility visibility,
            RequestViews views,
            Previews previews,
            Preconditions preconditions,
            GrantUndoing undoing,
            AskingForBundles bundles,
            Idempotency idempotency) {
        this.requests = requests;
        this.validation = validation;
        this.approvals = approvals;
        this.visibility = visibility;
        this.views = views;
        this.previews = previews;
        this.preconditions = preconditions;
        this.undoing = undoing;
        this.bundles = bundles;
        this.idempotency = idempotency;
    }

    @PostMapping(consumes = JSON)
    @Operation(
            operationId = "askForAccess",
            summary = "Ask for access",
            description = "The request is accepted and stored; look at its location for what becomes of it.")
    @ApiResponse(
            responseCode = "202",
            description = "Accepted; `Location` names the request.",
            content =
                    @Content(mediaType = JSON, schema = @Schema(anyOf = {RequestView.class, BundleRequestView.class})))
    ResponseEntity<String> ask(Viewer viewer, ApiCall call, @RequestBody RequestBodies.Ask body) {
        if (body.asksForBundle()) {
            return bundles.ask(viewer, call, body);
        }
        RequestSubmission submission = checked(body, viewer);
        return idempotency.run(viewer, call, () -> preconditions.check(submission), notice -> {
            RequestId id = requests.submit(submission);
            return Answer.accepted(PATH + "/" + id, views.asked(requests.require(id), viewer, notice));
        });
    }

    @PostMapping(path = "/preview", consumes = JSON)
    @Operation(
            operationId = "previewRequest",
            summary = "What the policy would decide, and who would be asked",
            description = "Takes the same body as asking for access and changes nothing.")
    @ApiResponse(
            responseCode = "200",
            description = "What the policy would decide; of several entitlements, about each of them.",
            content =
                    @Content(mediaType = JSON, schema = @Schema(anyOf = {PreviewView.class, BundlePreviewView.class})))
    Object preview(Viewer viewer, ApiCall call, @RequestBody RequestBodies.Ask body) {
        if (body.asksForBundle()) {
            return bundles.preview(viewer, body);
        }
        RequestSubmission submission = checked(body, viewer);
        String notice = preconditions.check(submission);
        return previews.of(submission).with(notice);
    }

    private RequestSubmission checked(RequestBodies.Ask body, Viewer viewer) {
        NewRequest asked = body.by(viewer.id());
        RequestSubmission submission = validation.check(asked);
        AskingForOthers.check(viewer, submission.beneficiary());
        return submission;
    }

    @PostMapping(path = "/{id}/decisions", consumes = JSON)
    @Operation(
            operationId = "decideRequest",
            summary = "Decide the step that waits",
            description = "Never for one's own request, nor for access of one's own; each person once in a request.")
    @ApiResponse(
            responseCode = "200",
            description = "Decided; the request as it stands now.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = RequestView.class)))
    ResponseEntity<String> decide(
            Viewer viewer, ApiCall call, @PathVariable String id, @RequestBody RequestBodies.Decide body) {
        RequestId request = visibility.request(id, viewer).id();
        Verdict verdict = Parameters.choice(body.decision(), "decision", Verdict.class);
        if (verdict == null) {
            throw ProblemException.invalid("decision", "This is required.", "APPROVE or DENY");
        }
        String comment = comment(body.comment());
        return idempotency.run(viewer, call, () -> {
            approvals.decide(request, viewer.id(), verdict, comment);
            return Answer.ok(view(request, viewer));
        });
    }

    private @Nullable String comment(@Nullable String text) {
        return text == null || text.isBlank()
                ? null
                : validation.text(RequestBodies.lines(text, "comment"), "comment", LONGEST_COMMENT);
    }

    @PostMapping("/{id}/cancel")
    @Operation(
            operationId = "cancelRequest",
            summary = "Withdraw a request that is not in force yet",
            description =
                    "By who asked, by who would get the access, or by an administrator; once it is agreed and waits to"
                            + " come into force, such as by hand, also by an owner of the resource. What is half done then"
                            + " is undone.")
    @ApiResponse(
            responseCode = "200",
            description = "Withdrawn; the request as it stands now.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = RequestView.class)))
    ResponseEntity<String> cancel(Viewer viewer, ApiCall call, @PathVariable String id) {
        AccessRequest request = visibility.request(id, viewer);
        boolean agreed = request.state() == RequestState.PROVISIONING;
        // Who has withdrawn it may say so again, although the right to do so has ended with it.
        boolean owners = agreed || request.state() == RequestState.CANCELLED;
        if (!viewer.is(request.requester())
                && !viewer.is(request.beneficiary())
                && !viewer.isAdministrator()
                && !(owners && viewer.owns(request.resource()))) {
            throw ProblemException.forbidden("Only who asked, or who would get the access, withdraws a request.");
        }
        if (agreed) {
            return idempotency.run(
                    viewer,
                    call,
                    () -> {
                        // In its own transaction: it waits for whoever changes the same access just now.
                        undoing.withdraw(request.id(), viewer.id());
                        return request.id();
                    },
                    withdrawn -> Answer.ok(view(withdrawn, viewer)));
        }
        return idempotency.run(viewer, call, () -> {
            approvals.cancel(request.id(), viewer.id());
            return Answer.ok(view(request.id(), viewer));
        });
    }

    private RequestView view(RequestId id, Viewer viewer) {
        return views.of(requests.require(id), viewer);
    }
}
