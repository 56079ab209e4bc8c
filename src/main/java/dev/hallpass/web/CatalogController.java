package dev.hallpass.web;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.CatalogQuery;
import dev.hallpass.catalog.Resource;
import dev.hallpass.common.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What access can be asked for; everybody who is known sees all of it. */
@RestController
@RequestMapping(path = "/api/v1/catalog/resources", produces = "application/json")
@Tag(name = "Catalog")
class CatalogController {

    private final Catalog catalog;

    CatalogController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping
    @Operation(operationId = "listResources", summary = "Search resources")
    Page<ResourceView> search(
            Viewer viewer,
            @Parameter(description = "Part of the name or path, in any case.", example = "payments")
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @Parameter(description = "Only resources that carry this tag.", example = "pci")
                    @RequestParam(required = false)
                    @Nullable
                    String tag,
            @Parameter(description = "Only resources of this application.", example = "acme")
                    @RequestParam(required = false)
                    @Nullable
                    String application,
            @RequestParam(defaultValue = Parameters.USUAL) String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        AskedPage page = AskedPage.of(limit, cursor);
        CatalogQuery query = new CatalogQuery(
                Parameters.text(q), Parameters.text(tag), Parameters.text(application), page.after(), page.oneMore());
        Slice<Resource> slice =
                page.of(catalog.search(query), resource -> resource.id().value());
        return Page.of(slice.map(ResourceView::of));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getResource", summary = "One resource, by id or unambiguous name")
    ResourceView get(Viewer viewer, @PathVariable String id) {
        return ResourceView.of(ResourceParameter.inPath(id, catalog));
    }
}
