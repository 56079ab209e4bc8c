package dev.hallpass.web;

import dev.hallpass.access.AccessWay;
import dev.hallpass.access.EffectiveAccess;
import dev.hallpass.access.Grant;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.common.Slice;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestId;
import dev.hallpass.web.AccessView.AccessGrantView;
import dev.hallpass.web.AccessView.Basis;
import dev.hallpass.web.AccessView.PathView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what belongs to access, with as many queries for a page of it as for one. */
@Component
class AccessViews {

    private final Catalog catalog;
    private final AccessRequests requests;

    AccessViews(Catalog catalog, AccessRequests requests) {
        this.catalog = catalog;
        this.requests = requests;
    }

    Page<AccessView> of(Slice<EffectiveAccess> found) {
        List<RequestId> asked = found.items().stream()
                .flatMap(access -> access.grants().stream())
                .map(Grant::request)
                .toList();
        Map<RequestId, AccessRequest> reasons =
                requests.findAll(asked).stream().collect(Collectors.toMap(AccessRequest::id, Function.identity()));
        Map<ResourceId, Resource> places = catalog
                .findAll(found.items().stream()
                        .flatMap(access -> access.ways().stream())
                        .map(way -> way.path().on())
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(Resource::id, Function.identity()));
        return Page.of(found.map(access -> view(access, reasons, places)));
    }

    private static AccessView view(
            EffectiveAccess access, Map<RequestId, AccessRequest> reasons, Map<ResourceId, Resource> places) {
        Resource resource = access.resource();
        return new AccessView(
                resource.application(),
                resource.id().value(),
                resource.kind(),
                resource.path(),
                access.principal() == null ? null : access.principal().value(),
                access.account(),
                access.displayName(),
                access.changing() ? null : AccessView.shown(access.effective()),
                highest(access.grants(), resource),
                AccessView.shown(access.explicit()),
                AccessView.shown(access.standing()),
                AccessView.shown(access.withoutGrants()),
                access.readAt(),
                access.ways().stream().map(way -> view(way, places)).toList(),
                access.grants().stream()
                        .map(grant -> view(grant, reasons.get(grant.request())))
                        .toList());
    }

    private static @Nullable String highest(List<Grant> grants, Resource resource) {
        return grants.stream()
                .map(Grant::role)
                .max(Comparator.comparingInt(resource::level))
                .orElse(null);
    }

    private static PathView view(AccessWay way, Map<ResourceId, Resource> places) {
        ResourceId on = way.path().on();
        Resource place = places.get(on);
        Grant grant = way.grant();
        return new PathView(
                way.path().kind(),
                on.value(),
                place == null ? on.toString() : place.path(),
                way.path().through().isEmpty() ? null : way.path().through(),
                way.path().group() == null ? null : way.path().group().value(),
                way.path().roleThere(),
                way.path().role(),
                way.isStanding() ? Basis.STANDING : Basis.GRANTED,
                grant == null ? null : grant.id().value(),
                grant == null ? null : grant.request().value(),
                grant == null ? null : grant.expiresAt());
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
