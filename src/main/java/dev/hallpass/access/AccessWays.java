package dev.hallpass.access;

import dev.hallpass.access.KnownPairs.Known;
import dev.hallpass.access.KnownPairs.Place;
import dev.hallpass.catalog.AccessPath;
import dev.hallpass.catalog.PathKind;
import dev.hallpass.catalog.Resource;
import dev.hallpass.connector.Connectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Parts paths into what stands of them and what grants give. */
@Component
class AccessWays {

    private final Connectors connectors;

    AccessWays(Connectors connectors) {
        this.connectors = connectors;
    }

    static AccessWay own(Resource resource, String role, @Nullable Grant grant) {
        return new AccessWay(new AccessPath(PathKind.OWN, resource.id(), null, "", role, role), grant);
    }

    /** What the application reports, and no path explains. */
    static AccessWay untold(Resource resource, String role) {
        return new AccessWay(new AccessPath(PathKind.UNTOLD, resource.id(), null, "", role, role), null);
    }

    /** A path as it was observed, once for what stands of it and once for what a grant adds. */
    List<AccessWay> of(AccessMerge.Seen seen, AccessPath path, AccessSources sources) {
        Place source = AccessSources.source(seen, path);
        Known known = source == null ? null : sources.known(source);
        Resource there = source == null ? null : sources.resource(source.resource());
        List<Grant> grants = source == null
                ? List.of()
                : sources.grants(source).stream()
                        .filter(grant -> counts(grant, known, there))
                        .toList();
        if (source == null || grants.isEmpty() || known == null || !known.open()) {
            return List.of(new AccessWay(path, null));
        }
        boolean byGroup = !source.resource().equals(path.on());
        @Nullable String baseline = known.baseline();
        if (byGroup && baseline != null) {
            return List.of(new AccessWay(path, null));
        }
        List<AccessWay> ways = new ArrayList<>();
        grants.stream()
                .filter(grant -> byGroup || grant.role().equals(path.roleThere()))
                .forEach(grant -> ways.add(new AccessWay(path, grant)));
        if (ways.isEmpty() || Objects.equals(baseline, path.roleThere())) {
            return List.of(new AccessWay(path, null));
        }
        Resource above = sources.resource(path.on());
        if (baseline != null && above != null) {
            connectors
                    .forApplication(above.application())
                    .inheritedRole(above.kind(), baseline, seen.resource().kind())
                    .ifPresent(role -> ways.add(new AccessWay(
                            new AccessPath(path.kind(), path.on(), path.group(), path.through(), baseline, role),
                            null)));
        }
        return ways;
    }

    /** A grant whose role was taken away by hand gives nothing, until somebody decides. */
    static boolean counts(Grant grant, @Nullable Known known, @Nullable Resource resource) {
        if (known == null || !known.open()) {
            return true;
        }
        String confirmed = known.confirmed();
        return confirmed != null && (resource == null || resource.level(confirmed) >= resource.level(grant.role()));
    }
}
