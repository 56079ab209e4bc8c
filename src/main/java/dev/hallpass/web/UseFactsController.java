package dev.hallpass.web;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.common.ProblemException;
import dev.hallpass.facts.ResourceUse;
import dev.hallpass.facts.ResourceUses;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import dev.hallpass.web.FactViews.UseView;
import dev.hallpass.web.FactViews.UsesToldView;
import dev.hallpass.web.Idempotency.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** When people have used resources for the last time. */
@RestController
@RequestMapping(path = "/api/v1/facts/uses", produces = "application/json")
@Tag(name = "Facts")
class UseFactsController {

    private static final int MOST = 200;

    private final ResourceUses uses;
    private final Principals principals;
    private final Catalog catalog;
    private final FactFeeders feeders;
    private final Idempotency idempotency;

    UseFactsController(
            ResourceUses uses, Principals principals, Catalog catalog, FactFeeders feeders, Idempotency idempotency) {
        this.uses = uses;
        this.principals = principals;
        this.catalog = catalog;
        this.feeders = feeders;
        this.idempotency = idempotency;
    }

    @PostMapping(consumes = "application/json")
    @Operation(
            operationId = "tellUses",
            summary = "Tell who has used what when",
            description =
                    "By administrators and the group of those who feed facts. Of each person and resource the last"
                            + " use counts, in whatever order they are told.")
    @ApiResponse(
            responseCode = "200",
            description = "All of them are stored.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = UsesToldView.class)))
    ResponseEntity<String> tell(Viewer viewer, ApiCall call, @RequestBody FactBodies.UsesBody body) {
        feeders.requireMayTell(viewer);
        List<ResourceUse> told = told(body);
        return idempotency.run(
                viewer,
                call,
                () -> Answer.ok(new UsesToldView(
                        told.size(), uses.tell(told, viewer.id().value()))));
    }

    @GetMapping("/{person}")
    @Operation(
            operationId = "listUses",
            summary = "What a person has used, the last used first",
            description = "The last " + MOST + ". For the person, those who feed facts, auditors and administrators.")
    Page<UseView> list(
            Viewer viewer, @Parameter(description = "Login name.", example = "ada") @PathVariable String person) {
        feeders.requireMaySee(viewer, new PrincipalId(person));
        return new Page<>(FactViews.uses(uses.of(feeders.inPath(person), MOST), catalog), null);
    }

    @DeleteMapping("/{person}/{id}")
    @Operation(
            operationId = "forgetUse",
            summary = "Forget that a person has used a resource",
            description = "By administrators and the group of those who feed facts.")
    @ApiResponse(responseCode = "204", description = "Forgotten.", content = @Content)
    ResponseEntity<Void> forget(
            Viewer viewer,
            @Parameter(description = "Login name.", example = "ada") @PathVariable String person,
            @Parameter(
                            description = "The id or an unambiguous name of the resource.",
                            example = "0199c0de-7a11-7000-8000-000000000002")
                    @PathVariable
                    String id) {
        feeders.requireMayTell(viewer);
        uses.forget(
                feeders.inPath(person),
                ResourceParameter.inPath(id, catalog).id(),
                viewer.id().value());
        return ResponseEntity.noContent().build();
    }

    private List<ResourceUse> told(FactBodies.UsesBody body) {
        String expected = "1 to %d objects with person, resource and at".formatted(MOST);
        List<FactBodies.UseBody> items = FactBodies.items(FactBodies.required(body.uses(), "uses", expected), "uses");
        if (items.isEmpty() || items.size() > MOST) {
            throw ProblemException.invalid("uses", "These are none or too many.", expected);
        }
        List<ResourceUse> told = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            told.add(use(items.get(i), "uses[%d]".formatted(i)));
        }
        return told;
    }

    private ResourceUse use(FactBodies.UseBody use, String field) {
        PrincipalId person =
                new PrincipalId(FactBodies.line(use.person(), field + ".person", "the login name of a person"));
        Resource resource = catalog.resolve(
                FactBodies.line(use.resource(), field + ".resource", "the id, path or name of a resource"),
                field + ".resource");
        return new ResourceUse(
                principals.require(person, field + ".person").id(),
                resource.id(),
                resource.application(),
                FactBodies.instant(use.at(), field + ".at"));
    }
}
