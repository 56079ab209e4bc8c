package dev.hallpass.web;

import dev.hallpass.access.DriftFinding;
import dev.hallpass.access.DriftFindings;
import dev.hallpass.access.DriftQuery;
import dev.hallpass.access.DriftResolutions;
import dev.hallpass.access.DriftState;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.Slice;
import dev.hallpass.identity.Principals;
import dev.hallpass.request.RequestValidation;
import dev.hallpass.web.DriftBodies.Choice;
import dev.hallpass.web.Idempotency.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Permissions that were changed by hand, for those who answer for the resources. */
@RestController
@RequestMapping(path = DriftController.PATH, produces = "application/json")
@Tag(name = "Drift")
class DriftController {

    static final String PATH = "/api/v1/drift";

    private static final String JSON = "application/json";
    private static final int LONGEST_COMMENT = 2000;

    private final DriftFindings findings;
    private final DriftResolutions resolutions;
    private final DriftViews views;
    private final Catalog catalog;
    private final Principals principals;
    private final RequestValidation validation;
    private final Idempotency idempotency;

    DriftController(
            DriftFindings findings,
            DriftResolutions resolutions,
            DriftViews views,
            Catalog catalog,
            Principals principals,
            RequestValidation validation,
            Idempotency idempotency) {
        this.findings = findings;
        this.resolutions = resolutions;
        this.views = views;
        this.catalog = catalog;
        this.principals = principals;
        this.validation = validation;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Operation(
            operationId = "listDrift",
            summary = "List permissions changed by hand, newest first",
            description = "On the resources that you own or look after; auditors and administrators see all.")
    Page<DriftView> list(
            Viewer viewer,
            @Parameter(
                            description = "Only findings in this state.",
                            schema = @Schema(implementation = DriftState.class))
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @Parameter(description = "Only on this resource: id, path or unambiguous name.", example = "payments-api")
                    @RequestParam(required = false)
                    @Nullable
                    String resource,
            @Parameter(description = "Only about this person's access.", example = "ada")
                    @RequestParam(required = false)
                    @Nullable
                    String principal,
            @Parameter(description = "Only of this application.", example = "acme")
                    @RequestParam(required = false)
                    @Nullable
                    String application,
            @RequestParam(defaultValue = Parameters.USUAL) String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        AskedPage page = AskedPage.of(limit, cursor);
        DriftQuery query = new DriftQuery(
                Parameters.choice(state, "state", DriftState.class),
                ResourceParameter.of(resource, catalog),
                PersonParameter.of(principal, "principal", principals),
                Parameters.text(application),
                views.seenBy(viewer),
                page.after(),
                page.oneMore());
        Slice<DriftFinding> slice = page.of(findings.search(query), DriftFinding::id);
        return new Page<>(views.of(slice.items(), viewer), slice.nextCursor());
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getDrift", summary = "One permission changed by hand")
    DriftView get(Viewer viewer, @PathVariable String id) {
        return views.of(views.seen(id, viewer), viewer);
    }

    @PostMapping(path = "/{id}/resolutions", consumes = JSON)
    @Operation(
            operationId = "resolveDrift",
            summary = "Decide what becomes of a change by hand",
            description = "By an owner of the resource or an administrator, never about one's own access.")
    @ApiResponse(
            responseCode = "200",
            description = "Settled.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = DriftView.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Ordered; it is settled once the application has followed.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = DriftView.class)))
    ResponseEntity<String> resolve(
            Viewer viewer, ApiCall call, @PathVariable String id, @RequestBody DriftBodies.Resolve body) {
        DriftFinding finding = views.seen(id, viewer);
        Choice choice = Parameters.choice(body.resolution(), "resolution", Choice.class);
        if (choice == null) {
            throw ProblemException.invalid("resolution", "This is required.", "RESTORE, ACCEPT or REVOKE");
        }
        String comment = comment(body.comment());
        String refusal = views.refusal(finding, viewer);
        if (refusal != null) {
            throw ProblemException.forbidden(refusal);
        }
        return idempotency.run(viewer, call, () -> {
            DriftFinding decided = resolutions.decide(finding.id(), choice.resolution(), viewer.id(), comment);
            DriftView view = views.of(decided, viewer);
            return decided.state() == DriftState.OPEN
                    ? Answer.accepted(PATH + "/" + decided.id(), view)
                    : Answer.ok(view);
        });
    }

    private @Nullable String comment(@Nullable String text) {
        return text == null || text.isBlank()
                ? null
                : validation.text(RequestBodies.lines(text, "comment"), "comment", LONGEST_COMMENT);
    }
}
