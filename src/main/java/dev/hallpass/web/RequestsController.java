package dev.hallpass.web;

import dev.hallpass.approval.Approvals;
import dev.hallpass.audit.AuditQuery;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.Slice;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestQuery;
import dev.hallpass.request.RequestState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Looking at access requests. */
@RestController
@RequestMapping(path = "/api/v1/requests", produces = "application/json")
@Tag(name = "Requests")
class RequestsController {

    private final AccessRequests requests;
    private final Approvals approvals;
    private final Principals principals;
    private final AuditTrail audit;
    private final Visibility visibility;
    private final RequestViews views;

    RequestsController(
            AccessRequests requests,
            Approvals approvals,
            Principals principals,
            AuditTrail audit,
            Visibility visibility,
            RequestViews views) {
        this.requests = requests;
        this.approvals = approvals;
        this.principals = principals;
        this.audit = audit;
        this.visibility = visibility;
        this.views = views;
    }

    @GetMapping
    @Operation(
            operationId = "listRequests",
            summary = "List requests, newest first",
            description = "Your own, those asked for you and those on resources that you own; auditors and"
                    + " administrators see all. With `assignedTo=me` those that wait for your decision.")
    Page<RequestView> list(
            Viewer viewer,
            @Parameter(
                            description = "Only requests in this state.",
                            schema = @Schema(implementation = RequestState.class))
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @Parameter(description = "Only what this person asked for.", example = "ada")
                    @RequestParam(required = false)
                    @Nullable
                    String requester,
            @Parameter(description = "Only what waits for your decision.", schema = @Schema(allowableValues = "me"))
                    @RequestParam(required = false)
                    @Nullable
                    String assignedTo,
            @RequestParam(defaultValue = Parameters.USUAL) String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        RequestState wanted = Parameters.choice(state, "state", RequestState.class);
        PrincipalId askedBy = PersonParameter.of(requester, "requester", principals);
        AskedPage page = AskedPage.of(limit, cursor);
        String assigned = Parameters.text(assignedTo);
        if (assigned != null && !assigned.equals("me")) {
            throw ProblemException.invalid("assignedTo", "What waits for others is not told.", "me");
        }
        List<AccessRequest> found = assigned == null
                ? requests.search(new RequestQuery(
                        wanted,
                        askedBy,
                        viewer.seesEverything() ? null : viewer.id(),
                        viewer.seesEverything() ? Set.of() : viewer.ownedResources(),
                        page.after(),
                        page.oneMore()))
                : waiting(viewer, wanted, askedBy, page);
        Slice<AccessRequest> slice = page.of(found, request -> request.id().value());
        return new Page<>(views.of(slice.items(), viewer), slice.nextCursor());
    }

    /** What waits awaits approval, so any other state has nothing in it. */
    private List<AccessRequest> waiting(
            Viewer viewer, @Nullable RequestState state, @Nullable PrincipalId requester, AskedPage page) {
        return state == null || state == RequestState.AWAITING_APPROVAL
                ? requests.findAll(approvals.waitingFor(viewer.principal(), requester, page.after(), page.oneMore()))
                : List.of();
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getRequest",
            summary = "One request with its route, decisions, grants, policy and process")
    RequestView get(Viewer viewer, @PathVariable String id) {
        return views.of(visibility.request(id, viewer), viewer);
    }

    @GetMapping("/{id}/events")
    @Operation(
            operationId = "listRequestEvents",
            summary = "What happened to a request, newest first",
            description = "From the audit trail; for whoever may see the request.")
    Page<EventView> events(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = Parameters.USUAL) String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        RequestId request = visibility.request(id, viewer).id();
        return Page.of(
                audit.find(AuditQuery.ofRequest(request.value()), Parameters.text(cursor), Parameters.limit(limit))
                        .map(EventView::of));
    }
}
