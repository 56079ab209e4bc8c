package dev.hallpass.access;

import dev.hallpass.access.KnownPairs.Known;
import dev.hallpass.access.KnownPairs.Place;
import dev.hallpass.catalog.AccessPath;
import dev.hallpass.catalog.AccountAccess;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.ObservedAccess;
import dev.hallpass.catalog.PathKind;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings together what the catalog has observed and what the ledger knows, a page at a time. */
@Component
class AccessMerge {

    private static final String UNKNOWN = "unknown";

    private final KnownPairs pairs;
    private final AccessWays ways;
    private final ObservedAccess observed;
    private final Catalog catalog;
    private final Principals principals;

    AccessMerge(KnownPairs pairs, AccessWays ways, ObservedAccess observed, Catalog catalog, Principals principals) {
        this.pairs = pairs;
        this.ways = ways;
        this.observed = observed;
        this.catalog = catalog;
        this.principals = principals;
    }

    /** What was observed of an account on a resource. */
    record Seen(Resource resource, AccountAccess access) {}

    List<EffectiveAccess> merged(List<Seen> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        AccessSources sources = sources(page);
        return page.stream().map(seen -> merged(seen, sources)).toList();
    }

    /** With as many queries for a page as for one. */
    private AccessSources sources(List<Seen> page) {
        Map<String, Principal> people = new HashMap<>();
        Map<String, String> otherIds = new HashMap<>();
        Map<String, List<Seen>> byApplication = page.stream()
                .collect(Collectors.groupingBy(seen -> seen.resource().application()));
        byApplication.forEach((application, seen) -> {
            Set<String> accounts =
                    seen.stream().map(each -> each.access().account()).collect(Collectors.toSet());
            Map<String, String> others = observed.otherIds(application, accounts);
            others.forEach((id, other) -> otherIds.put(AccessSources.key(application, id), other));
            accounts.addAll(others.values());
            principals
                    .ofAccounts(application, accounts)
                    .forEach((account, person) -> people.put(AccessSources.key(application, account), person));
        });
        Set<Place> places = new HashSet<>();
        Set<ResourceId> resources = new HashSet<>();
        for (Seen seen : page) {
            Set<ResourceId> sources = new HashSet<>(Set.of(seen.resource().id()));
            for (AccessPath path : seen.access().paths()) {
                resources.add(path.on());
                Place source = AccessSources.source(seen, path);
                if (source != null) {
                    sources.add(source.resource());
                }
            }
            resources.addAll(sources);
            String account = seen.access().account();
            String other = otherIds.get(AccessSources.key(seen.resource().application(), account));
            for (ResourceId source : sources) {
                places.add(new Place(source, account));
                if (other != null) {
                    places.add(new Place(source, other));
                }
            }
        }
        return new AccessSources(
                pairs.grants(places),
                pairs.pairs(places),
                catalog.findAll(resources).stream().collect(Collectors.toMap(Resource::id, each -> each)),
                otherIds,
                people);
    }

    private EffectiveAccess merged(Seen seen, AccessSources sources) {
        Resource resource = seen.resource();
        AccountAccess access = seen.access();
        Place place = new Place(resource.id(), access.account());
        List<Grant> grants = sources.grants(place);
        Known known = sources.known(place);
        // What the ledger knows, where it counts more than what was observed.
        @Nullable
        Known ledger = known != null && (known.open() || isLater(known.readAt(), access.readAt())) ? known : null;
        @Nullable String explicit = ledger == null ? own(access) : ledger.confirmed();
        @Nullable String standing = ledger != null && ledger.open() ? ledger.baseline() : explicit;
        List<AccessWay> ways = new ArrayList<>();
        grants.stream()
                .filter(grant -> AccessWays.counts(grant, known, resource))
                .forEach(grant -> ways.add(AccessWays.own(resource, grant.role(), grant)));
        if (standing != null) {
            ways.add(AccessWays.own(resource, standing, null));
        }
        access.paths().stream()
                .filter(path -> path.kind() != PathKind.OWN)
                .forEach(path -> ways.addAll(this.ways.of(seen, path, sources)));
        boolean changing = ledger != null && ledger.open() && ledger.effective() == null && explicit != null;
        @Nullable String effective = ledger == null ? access.role() : effective(resource, ledger, ways);
        if (ledger != null
                && effective != null
                && level(resource, effective) > level(resource, highest(resource, ways))) {
            ways.add(AccessWays.untold(resource, effective));
        }
        Principal person = sources.person(resource.application(), access.account());
        return new EffectiveAccess(
                resource,
                access.account(),
                principal(grants, person),
                person == null ? access.displayName() : person.displayName(),
                changing,
                effective,
                explicit,
                standing,
                highest(resource, ways.stream().filter(AccessWay::isStanding).toList()),
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

    private static @Nullable String effective(Resource resource, Known known, List<AccessWay> ways) {
        return UNKNOWN.equals(known.effective()) ? highest(resource, ways) : known.effective();
    }

    /** Of roles that the resource does not have, the first counts, since paths come highest first. */
    private static @Nullable String highest(Resource resource, List<AccessWay> ways) {
        @Nullable String highest = null;
        for (AccessWay way : ways) {
            String role = way.path().role();
            if (highest == null || resource.level(role) > resource.level(highest)) {
                highest = role;
            }
        }
        return highest;
    }

    private static int level(Resource resource, @Nullable String role) {
        return OtherPaths.level(resource, role);
    }
}
