package dev.hallpass.web;

import dev.hallpass.approval.Verdict;
import dev.hallpass.bundle.BundleRequest;
import dev.hallpass.bundle.BundleRequestId;
import dev.hallpass.bundle.BundleRequestQuery;
import dev.hallpass.bundle.BundleRequestState;
import dev.hallpass.bundle.BundleRequests;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.Slice;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestValidation;
import dev.hallpass.web.Idempotency.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Looking at bundle requests, deciding their parts together, withdrawing them. */
@RestController
@RequestMapping(path = BundleRequestsController.PATH, produces = "application/json")
@Tag(name = "Bundles")
class BundleRequestsController {

    static final String PATH = "/api/v1/bundle-requests";

    private static final String JSON = "application/json";
    private static final int LONGEST_COMMENT = 2000;

    private final BundleRequests bundles;
    private final BundleRequestViews views;
    private final RequestValidation validation;
    private final Idempotency idempotency;
    private final Principals principals;

    BundleRequestsController(
            BundleRequests bundles,
            BundleRequestViews views,
            RequestValidation validation,
            Idempotency idempotency,
            Principals principals) {
        this.principals = principals;
        this.bundles = bundles;
        this.views = views;
        this.validation = validation;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Operation(
            operationId = "listBundleRequests",
            summary = "List bundle requests, newest first",
            description = "Your own, those asked for you and those with a part on a resource that you own; auditors and"
                    + " administrators see all.")
    Page<BundleRequestView> list(
            Viewer viewer,
            @Parameter(
                            description = "Only those in this state.",
                            schema = @Schema(implementation = BundleRequestState.class))
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @Parameter(description = "Only what this person asked for.", example = "ada")
                    @RequestParam(required = false)
                    @Nullable
                    String requester,
            @RequestParam(defaultValue = Parameters.USUAL) String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        PrincipalId askedBy = PersonParameter.of(requester, "requester", principals);
        AskedPage page = AskedPage.of(limit, cursor);
        List<BundleRequest> found = bundles.search(new BundleRequestQuery(
                Parameters.choice(state, "state", BundleRequestState.class),
                askedBy,
                viewer.seesEverything() ? null : viewer.id(),
                viewer.seesEverything() ? Set.of() : viewer.ownedResources(),
                page.after(),
                page.oneMore()));
        Slice<BundleRequest> slice = page.of(found, bundle -> bundle.id().value());
        return new Page<>(views.of(slice.items()), slice.nextCursor());
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getBundleRequest", summary = "One bundle request with its parts")
    BundleRequestView get(Viewer viewer, @PathVariable String id) {
        return views.of(views.visible(id, viewer).id(), viewer, null);
    }

    @PostMapping(path = "/{id}/decisions", consumes = JSON)
    @Operation(
            operationId = "decideBundleRequest",
            summary = "Decide all parts that wait for the caller",
            description = "In one transaction. Parts that wait for others stay as they are; `decided` names those that"
                    + " were decided.")
    @ApiResponse(
            responseCode = "200",
            description = "Decided; the bundle request as it stands now.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = BundleRequestView.class)))
    ResponseEntity<String> decide(
            Viewer viewer, ApiCall call, @PathVariable String id, @RequestBody RequestBodies.Decide body) {
        BundleRequestId bundle = views.visible(id, viewer).id();
        Verdict verdict = Parameters.choice(body.decision(), "decision", Verdict.class);
        if (verdict == null) {
            throw ProblemException.invalid("decision", "This is required.", "APPROVE or DENY");
        }
        String text = body.comment();
        String comment = text == null || text.isBlank()
                ? null
                : validation.text(RequestBodies.lines(text, "comment"), "comment", LONGEST_COMMENT);
        return idempotency.run(viewer, call, () -> {
            List<RequestId> decided = bundles.decide(bundle, viewer.id(), verdict, comment);
            return Answer.ok(views.of(bundle, viewer, decided));
        });
    }

    @PostMapping("/{id}/cancel")
    @Operation(
            operationId = "cancelBundleRequest",
            summary = "Withdraw a bundle request that has not settled",
            description =
                    "By who asked, by who would get the access, or by an administrator. One that holds together is"
                            + " undone as a whole; of another the undecided parts are withdrawn.")
    @ApiResponse(
            responseCode = "200",
            description = "Withdrawn; the bundle request as it stands now.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = BundleRequestView.class)))
    ResponseEntity<String> cancel(Viewer viewer, ApiCall call, @PathVariable String id) {
        BundleRequest bundle = views.visible(id, viewer);
        if (!viewer.is(bundle.requester()) && !viewer.is(bundle.beneficiary()) && !viewer.isAdministrator()) {
            throw ProblemException.forbidden(
                    "Only who asked, or who would get the access, withdraws a bundle request.");
        }
        return idempotency.run(viewer, call, () -> {
            bundles.cancel(bundle.id(), viewer.id());
            return Answer.ok(views.of(bundle.id(), viewer, null));
        });
    }
}
