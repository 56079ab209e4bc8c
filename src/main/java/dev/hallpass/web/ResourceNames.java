package dev.hallpass.web;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.web.RequestView.EntitlementView;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the resources of a page are called, looked up once for all of them. */
final class ResourceNames {

    private final Map<ResourceId, Resource> resources;

    private ResourceNames(Map<ResourceId, Resource> resources) {
        this.resources = resources;
    }

    static ResourceNames of(Catalog catalog, Collection<ResourceId> ids) {
        return new ResourceNames(
                catalog.findAll(Set.copyOf(ids)).stream().collect(Collectors.toMap(Resource::id, Function.identity())));
    }

    EntitlementView entitlement(ResourceId id, String role) {
        @Nullable Resource resource = resources.get(id);
        return new EntitlementView(
                id.value(),
                resource == null ? id.toString() : resource.name(),
                resource == null ? id.toString() : resource.path(),
                role);
    }
}
