package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.Sensitivity;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.identity.PrincipalId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** A resource as it goes out. */
@JsonPropertyOrder("id")
@Schema(name = "Resource", description = "Something access can be to.")
record ResourceView(
        UUID id,

        @Schema(example = "acme") String application,

        ResourceKind kind,

        @Schema(example = "payments-api") String name,

        @Schema(example = "acme/payments-api") String path,

        Sensitivity sensitivity,

        @Schema(description = "Login names of who decides about it.", example = "[\"grace\"]")
        List<String> owners,

        @Schema(description = "Login names of who looks after it.", example = "[]")
        List<String> maintainers,

        @Schema(example = "[\"payments\", \"pci\"]") List<String> tags,

        @Schema(description = "What can be asked for, rising.", example = "[\"read\", \"write\", \"admin\"]")
        List<String> roles,

        @Schema(description = "False once the application does not have it any more.")
        boolean available) {

    static ResourceView of(Resource resource) {
        return new ResourceView(
                resource.id().value(),
                resource.application(),
                resource.kind(),
                resource.name(),
                resource.path(),
                resource.sensitivity(),
                names(resource.owners()),
                names(resource.maintainers()),
                resource.tags().stream().sorted().toList(),
                resource.roles(),
                resource.available());
    }

    private static List<String> names(Collection<PrincipalId> people) {
        return people.stream().map(PrincipalId::value).sorted().toList();
    }
}
