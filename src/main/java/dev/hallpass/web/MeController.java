package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.identity.Employment;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.WellKnownGroups;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is calling. */
@RestController
@RequestMapping(path = "/api/v1/me", produces = "application/json")
@Tag(name = "Me")
class MeController {

    private final Catalog catalog;
    private final WellKnownGroups groups;

    MeController(Catalog catalog, WellKnownGroups groups) {
        this.catalog = catalog;
        this.groups = groups;
    }

    @GetMapping
    @Operation(operationId = "whoAmI", summary = "Who you are here: groups, roles, what you own")
    MeView get(Viewer viewer) {
        Principal principal = viewer.principal();
        PrincipalId manager = principal.manager();
        ZoneId zone = principal.zone();
        return new MeView(
                principal.id().value(),
                principal.displayName(),
                principal.email(),
                principal.employment(),
                manager == null ? null : manager.value(),
                principal.department(),
                principal.location(),
                principal.team(),
                zone == null ? null : zone.getId(),
                principal.groups().stream().sorted().toList(),
                principal.onCallFor().stream().sorted().toList(),
                roles(viewer),
                catalog.findAll(viewer.ownedResources()).stream()
                        .map(resource -> new OwnedView(resource.id().value(), resource.name(), resource.path()))
                        .toList());
    }

    private List<String> roles(Viewer viewer) {
        List<String> roles = new ArrayList<>();
        if (viewer.isAdministrator()) {
            roles.add("ADMINISTRATOR");
        }
        if (viewer.isAuditor()) {
            roles.add("AUDITOR");
        }
        if (viewer.principal().groups().contains(groups.policyOwners())) {
            roles.add("POLICY_OWNER");
        }
        return roles;
    }

    /** Who is calling, as it goes out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Me", description = "Who is calling.")
    record MeView(
            @Schema(description = "The login name.", example = "ada")
            String id,

            @Schema(example = "Ada Lovelace") String displayName,

            @Schema(example = "ada@acme.example") String email,

            Employment employment,

            @Schema(description = "Login name of the manager.", example = "alan") @Nullable
            String manager,

            @Schema(example = "Payments") @Nullable String department,

            @Schema(example = "London") @Nullable String location,

            @Schema(example = "ledger") @Nullable String team,

            @Schema(description = "The time zone.", example = "Europe/London") @Nullable
            String zone,

            @Schema(example = "[\"engineering\", \"payments\"]")
            List<String> groups,

            @Schema(description = "Names or paths of resources.", example = "[\"web-shop\"]")
            List<String> onCallFor,

            @Schema(description = "Rights in Hallpass itself: ADMINISTRATOR, AUDITOR, POLICY_OWNER.", example = "[]")
            List<String> roles,

            @Schema(description = "The resources that are owned.")
            List<OwnedView> owns) {}

    /** A resource that is owned. */
    @Schema(name = "OwnedResource", description = "A resource that the caller owns.")
    record OwnedView(
            UUID id,

            @Schema(example = "docs-site") String name,

            @Schema(example = "acme/docs-site") String path) {}
}
