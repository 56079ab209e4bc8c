package dev.hallpass.web;

import dev.hallpass.access.Grant;
import dev.hallpass.access.GrantId;
import dev.hallpass.access.Grants;
import dev.hallpass.access.HeldAccess;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.common.Cursor;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.Slice;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestId;
import dev.hallpass.web.AccessView.AccessGrantView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who has access to a resource now, for those who answer for it. */
@RestController
@RequestMapping(path = "/api/v1/catalog/resources/{id}/access", produces = "application/json")
@Tag(name = "Catalog")
class AccessController {

    private final Catalog catalog;
    private final Grants grants;
    private final AccessRequests requests;

    AccessController(Catalog catalog, Grants grants, AccessRequests requests) {
        this.catalog = catalog;
        this.grants = grants;
        this.requests = requests;
    }

    @GetMapping
    @Operation(
            operationId = "listAccess",
            summary = "Who has access now, why and until when",
            description = "Everybody with a grant in force, or one that is being taken back, by login name. For owners"
                    + " and maintainers of the resource, auditors and administrators.")
    Page<AccessView> list(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(defaultValue = Parameters.USUAL) String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Resource resource = ResourceParameter.inPath(id, catalog);
        if (!viewer.seesEverything()
                && !resource.owners().contains(viewer.id())
                && !resource.maintainers().contains(viewer.id())) {
            throw ProblemException.forbidden(
                    "Only owners and maintainers of the resource, auditors and administrators see who has access.");
        }
        int size = Parameters.limit(limit);
        UUID after = Parameters.cursor(cursor);
        Slice<HeldAccess> slice = Slice.of(
                grants.accessTo(resource.id(), after == null ? null : new GrantId(after), size + 1),
                size,
                held -> Cursor.of(held.grants().getLast().id()));
        return new Page<>(views(slice.items(), resource), slice.nextCursor());
    }

    private List<AccessView> views(List<HeldAccess> found, Resource resource) {
        List<RequestId> asked = found.stream()
                .flatMap(held -> held.grants().stream())
                .map(Grant::request)
                .toList();
        Map<RequestId, AccessRequest> reasons =
                requests.findAll(asked).stream().collect(Collectors.toMap(AccessRequest::id, Function.identity()));
        return found.stream()
                .map(held -> AccessView.of(
                        held,
                        highest(held.grants(), resource),
                        held.grants().stream()
                                .map(grant -> view(grant, reasons.get(grant.request())))
                                .toList()))
                .toList();
    }

    private static String highest(List<Grant> grants, Resource resource) {
        return grants.stream()
                .map(Grant::role)
                .max(Comparator.comparingInt(resource::level))
                .orElseThrow();
    }

    private static AccessGrantView view(Grant grant, @Nullable AccessRequest request) {
        return new AccessGrantView(
                grant.id().value(),
                grant.request().value(),
                grant.state(),
                grant.role(),
                request == null ? "" : request.justification(),
                request == null ? null : request.rule(),
                grant.activatedAt(),
                grant.expiresAt());
    }
}
