package dev.hallpass.access;

import dev.hallpass.access.KnownPairs.Known;
import dev.hallpass.access.KnownPairs.Place;
import dev.hallpass.catalog.AccessPath;
import dev.hallpass.catalog.AccountAccess;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.PathKind;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.connector.Connectors;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings together what the catalog has observed and what the ledger knows, a page at a time. */
@Component
class AccessMerge {

    private static final String UNKNOWN = "unknown";

    private final KnownPairs pairs;
    private final Catalog catalog;
    private final Connectors connectors;
    private final Principals principals;

    AccessMerge(KnownPairs pairs, Catalog catalog, Connectors connectors, Principals principals) {
        this.pairs = pairs;
        this.catalog = catalog;
        this.connectors = connectors;
        this.principals = principals;
    }

    /** What was observed of an account on a resource. */
    record Seen(Resource resource, AccountAccess access) {}

    /** What is known about where the paths of a page come from. */
    private record Sources(
            Map<Place, List<Grant>> grants,
            Map<Place, Known> known,
            Map<String, ResourceId> groups,
            Map<ResourceId, Resource> above,
            Map<String, Principal> people) {}

    List<EffectiveAccess> merged(List<Seen> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        Sources sources = sources(page);
        return page.stream().map(seen -> merged(seen, sources)).toList();
    }

    /** With as many queries for a page as for one. */
    private Sources sources(List<Seen> page) {
        Map<String, Principal> people = new HashMap<>();
        Map<String, ResourceId> groups = new HashMap<>();
        Map<String, List<Seen>> byApplication = page.stream()
                .collect(Collectors.groupingBy(seen -> seen.resource().application()));
        byApplication.forEach((application, seen) -> {
            Set<String> accounts =
                    seen.stream().map(each -> each.access().account()).collect(Collectors.toSet());
            principals
                    .ofAccounts(application, accounts)
                    .forEach((account, person) -> people.put(key(application, account), person));
            Set<String> names = seen.stream()
                    .flatMap(each -> each.access().paths().stream())
                    .map(AccessPath::through)
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toSet());
            catalog.groupsNamed(application, names).forEach((name, id) -> groups.put(key(application, name), id));
        });
        Set<Place> places = new HashSet<>();
        Set<ResourceId> above = new HashSet<>();
        for (Seen seen : page) {
            places.add(new Place(seen.resource().id(), seen.access().account()));
            for (AccessPath path : seen.access().paths()) {
                above.add(path.on());
                Place source = source(seen, path, groups);
                if (source != null) {
                    places.add(source);
                }
            }
        }
        return new Sources(
                pairs.grants(places),
                pairs.pairs(places),
                groups,
                catalog.findAll(above).stream().collect(Collectors.toMap(Resource::id, each -> each)),
                people);
    }

    /** Where a grant would have to be for this path to come from it; null where none can be. */
    private static @Nullable Place source(Seen seen, AccessPath path, Map<String, ResourceId> groups) {
        return switch (path.kind()) {
            case OWN, PROJECT -> new Place(path.on(), seen.access().account());
            case GROUP, PROJECT_GROUP, WORKSPACE -> {
                ResourceId group = groups.get(key(seen.resource().application(), path.through()));
                yield group == null ? null : new Place(group, seen.access().account());
            }
            case DEFAULT, PUBLIC, OWNER, UNTOLD -> null;
        };
    }

    private static String key(String application, String name) {
        return application + "\n" + name;
    }

    private EffectiveAccess merged(Seen seen, Sources sources) {
        Resource resource = seen.resource();
        AccountAccess access = seen.access();
        Place place = new Place(resource.id(), access.account());
        List<Grant> grants = sources.grants().getOrDefault(place, List.of());
        Known known = sources.known().get(place);
        // What the ledger knows, where it counts more than what was observed.
        @Nullable
        Known ledger = known != null && (known.open() || isLater(known.readAt(), access.readAt())) ? known : null;
        @Nullable String explicit = ledger == null ? own(access) : ledger.confirmed();
        @Nullable String standing = ledger != null && ledger.open() ? ledger.baseline() : explicit;
        List<AccessWay> ways = new ArrayList<>();
        grants.stream()
                .filter(grant -> counts(grant, known, resource))
                .forEach(grant -> ways.add(own(resource, grant.role(), grant)));
        if (standing != null) {
            ways.add(own(resource, standing, null));
        }
        access.paths().stream()
                .filter(path -> path.kind() != PathKind.OWN)
                .forEach(path -> ways.addAll(ways(seen, path, sources)));
        boolean changing = ledger != null && ledger.open() && ledger.effective() == null && explicit != null;
        Principal person = sources.people().get(key(resource.application(), access.account()));
        return new EffectiveAccess(
                resource,
                access.account(),
                principal(grants, person),
                person == null ? access.displayName() : person.displayName(),
                changing,
                ledger == null ? access.role() : effective(resource, ledger, ways),
                explicit,
                standing,
                highest(
                        resource,
                        ways.stream()
                                .filter(AccessWay::isStanding)
                                .map(way -> way.path().role())
                                .toList()),
                ways,
                grants,
                ledger == null ? access.readAt() : ledger.readAt());
    }

    private static @Nullable PrincipalId principal(List<Grant> grants, @Nullable Principal person) {
        if (!grants.isEmpty()) {
            return grants.getFirst().principal();
        }
        return person == null ? null : person.id();
    }

    private static boolean isLater(Instant ledger, @Nullable Instant observed) {
        return observed == null || ledger.isAfter(observed);
    }

    private static @Nullable String own(AccountAccess access) {
        return access.paths().stream()
                .filter(path -> path.kind() == PathKind.OWN)
                .map(AccessPath::role)
                .findFirst()
                .orElse(null);
    }

    private static AccessWay own(Resource resource, String role, @Nullable Grant grant) {
        return new AccessWay(new AccessPath(PathKind.OWN, resource.id(), "", role, role), grant);
    }

    /** A path as it was observed, once for what stands of it and once for what a grant adds. */
    private List<AccessWay> ways(Seen seen, AccessPath path, Sources sources) {
        Place source = source(seen, path, sources.groups());
        Known known = source == null ? null : sources.known().get(source);
        Resource there = source == null ? null : sources.above().get(source.resource());
        List<Grant> grants = source == null
                ? List.of()
                : sources.grants().getOrDefault(source, List.of()).stream()
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
        Resource above = sources.above().get(path.on());
        if (baseline != null && above != null) {
            connectors
                    .forApplication(above.application())
                    .inheritedRole(above.kind(), baseline, seen.resource().kind())
                    .ifPresent(role -> ways.add(new AccessWay(
                            new AccessPath(path.kind(), path.on(), path.through(), baseline, role), null)));
        }
        return ways;
    }

    /** A grant whose role was taken away by hand gives nothing, until somebody decides. */
    private static boolean counts(Grant grant, @Nullable Known known, @Nullable Resource resource) {
        if (known == null || !known.open()) {
            return true;
        }
        String confirmed = known.confirmed();
        return confirmed != null && (resource == null || resource.level(confirmed) >= resource.level(grant.role()));
    }

    private static @Nullable String effective(Resource resource, Known known, List<AccessWay> ways) {
        return UNKNOWN.equals(known.effective())
                ? highest(resource, ways.stream().map(way -> way.path().role()).toList())
                : known.effective();
    }

    /** Of roles that the resource does not have, the first counts, since paths come highest first. */
    private static @Nullable String highest(Resource resource, Collection<String> roles) {
        @Nullable String highest = null;
        for (String role : roles) {
            if (highest == null || resource.level(role) > resource.level(highest)) {
                highest = role;
            }
        }
        return highest;
    }
}
