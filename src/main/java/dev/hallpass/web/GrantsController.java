package dev.hallpass.web;

import dev.hallpass.access.Grant;
import dev.hallpass.access.GrantQuery;
import dev.hallpass.access.GrantState;
import dev.hallpass.access.Grants;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.common.Slice;
import dev.hallpass.identity.Principals;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Looking at grants. */
@RestController
@RequestMapping(path = "/api/v1/grants", produces = "application/json")
@Tag(name = "Grants")
class GrantsController {

    private final Grants grants;
    private final Catalog catalog;
    private final Principals principals;
    private final Visibility visibility;
    private final GrantViews views;

    GrantsController(Grants grants, Catalog catalog, Principals principals, Visibility visibility, GrantViews views) {
        this.grants = grants;
        this.catalog = catalog;
        this.principals = principals;
        this.visibility = visibility;
        this.views = views;
    }

    @GetMapping
    @Operation(
            operationId = "listGrants",
            summary = "List grants, newest first",
            description = "Your own and those on resources that you own; auditors and administrators see all.")
    Page<GrantView> list(
            Viewer viewer,
            @Parameter(description = "Only this person's.", example = "ada") @RequestParam(required = false) @Nullable
                    String principal,
            @Parameter(description = "Only on this resource: id, path or unambiguous name.", example = "payments-api")
                    @RequestParam(required = false)
                    @Nullable
                    String resource,
            @Parameter(description = "Only grants in this state.", schema = @Schema(implementation = GrantState.class))
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @RequestParam(defaultValue = Parameters.USUAL) String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        AskedPage page = AskedPage.of(limit, cursor);
        GrantQuery query = new GrantQuery(
                PersonParameter.of(principal, "principal", principals),
                ResourceParameter.of(resource, catalog),
                Parameters.choice(state, "state", GrantState.class),
                viewer.seesEverything() ? null : viewer.id(),
                viewer.seesEverything() ? Set.of() : viewer.ownedResources(),
                page.after(),
                page.oneMore());
        Slice<Grant> slice = page.of(grants.search(query), grant -> grant.id().value());
        return new Page<>(views.of(slice.items(), viewer), slice.nextCursor());
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getGrant",
            summary = "One grant",
            description =
                    "With its receipts: what was read, written and read back in the application for it. Who only asked"
                            + " for it or decides about it sees it without them, and without what its holder has besides.")
    GrantView get(Viewer viewer, @PathVariable String id) {
        return views.proved(visibility.grant(id, viewer), viewer);
    }
}
