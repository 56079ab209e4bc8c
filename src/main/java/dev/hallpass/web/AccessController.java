package dev.hallpass.web;

import dev.hallpass.access.EffectiveAccess;
import dev.hallpass.access.EffectiveAccesses;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.Slice;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who has which access by which path, for those who answer for it and for those whose it is. */
@RestController
@RequestMapping(path = "/api/v1", produces = "application/json")
class AccessController {

    private final Catalog catalog;
    private final Principals principals;
    private final EffectiveAccesses accesses;
    private final AccessViews views;

    AccessController(Catalog catalog, Principals principals, EffectiveAccesses accesses, AccessViews views) {
        this.catalog = catalog;
        this.principals = principals;
        this.accesses = accesses;
        this.views = views;
    }

    @GetMapping("/catalog/resources/{id}/access")
    @Tag(name = "Catalog")
    @Operation(
            operationId = "listAccess",
            summary = "Who has access now, by which path, why and until when",
            description = "Everybody with access by any path, as it was read last, in the order of their accounts. For"
                    + " owners and maintainers of the resource, auditors and administrators. A page may have fewer"
                    + " items than asked for and still not be the last.")
    Page<AccessView> ofResource(
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
        return views.of(accesses.onResource(resource, Parameters.text(cursor), Parameters.limit(limit)));
    }

    @GetMapping("/principals/{id}/access")
    @Tag(name = "Access")
    @Operation(
            operationId = "listAccessOfPrincipal",
            summary = "What a person has access to now, by which path, why and until when",
            description = "Over all applications. For the person, auditors and administrators; others are told of the"
                    + " resources that they own or look after. A page may have fewer items than asked for and still"
                    + " not be the last.")
    Page<AccessView> ofPrincipal(
            Viewer viewer,
            @Parameter(description = "Login name.", example = "ada") @PathVariable String id,
            @RequestParam(defaultValue = Parameters.USUAL) String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Parameters.limit(limit);
        PrincipalId asked = new PrincipalId(id);
        boolean everything = viewer.seesEverything() || viewer.is(asked);
        Set<ResourceId> answeredFor = everything ? Set.of() : catalog.answeredForBy(viewer.id());
        if (!everything && answeredFor.isEmpty()) {
            throw ProblemException.forbidden(
                    "Only the person, those who answer for resources, auditors and administrators see this.");
        }
        PrincipalId person = principals
                .find(asked)
                .map(Principal::id)
                .orElseThrow(() -> ProblemException.notFound("id", "There is no person of this name."));
        Slice<EffectiveAccess> found = accesses.ofPrincipal(person, Parameters.text(cursor), size);
        return views.of(
                everything
                        ? found
                        : new Slice<>(
                                found.items().stream()
                                        .filter(access -> answeredFor.contains(
                                                access.resource().id()))
                                        .toList(),
                                found.nextCursor()));
    }
}
