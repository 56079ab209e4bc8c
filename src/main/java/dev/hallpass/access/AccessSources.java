package dev.hallpass.access;

import dev.hallpass.access.AccessMerge.Seen;
import dev.hallpass.access.KnownPairs.Known;
import dev.hallpass.access.KnownPairs.Place;
import dev.hallpass.catalog.AccessPath;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about where the paths of a page come from. The ledger may know an account by its other id: all that it
 * tells of either is told of the one that was seen.
 *
 * @param otherIds by application and id, the other id of the same account
 * @param people by application and any id of an account
 */
record AccessSources(
        Map<Place, List<Grant>> grants,
        Map<Place, Known> known,
        Map<ResourceId, Resource> resources,
        Map<String, String> otherIds,
        Map<String, Principal> people) {

    static String key(String application, String account) {
        return application + "\n" + account;
    }

    /** Where a grant would have to be for this path to come from it; null where none can be. */
    static @Nullable Place source(Seen seen, AccessPath path) {
        return switch (path.kind()) {
            case OWN, PROJECT -> new Place(path.on(), seen.access().account());
            case GROUP, PROJECT_GROUP, WORKSPACE ->
                path.group() == null
                        ? null
                        : new Place(path.group(), seen.access().account());
            case DEFAULT, PUBLIC, OWNER, UNTOLD -> null;
        };
    }

    List<Grant> grants(Place place) {
        List<Grant> found = new ArrayList<>(grants.getOrDefault(place, List.of()));
        Place other = other(place);
        if (other != null) {
            found.addAll(grants.getOrDefault(other, List.of()));
        }
        return found;
    }

    /** Of an account that the ledger knows by both ids, what it knows of grants at work, or later. */
    @Nullable
    Known known(Place place) {
        Known one = known.get(place);
        Place otherPlace = other(place);
        Known other = otherPlace == null ? null : known.get(otherPlace);
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        if (one.open() != other.open()) {
            return one.open() ? one : other;
        }
        return one.readAt().isBefore(other.readAt()) ? other : one;
    }

    private @Nullable Place other(Place place) {
        Resource resource = resources.get(place.resource());
        String id = resource == null ? null : otherIds.get(key(resource.application(), place.account()));
        return id == null ? null : new Place(place.resource(), id);
    }

    @Nullable
    Resource resource(ResourceId id) {
        return resources.get(id);
    }

    /** Whose account it is; null if nobody's, and if the directory gives each of its ids to somebody else. */
    @Nullable
    Principal person(String application, String account) {
        Principal one = people.get(key(application, account));
        String otherId = otherIds.get(key(application, account));
        Principal other = otherId == null ? null : people.get(key(application, otherId));
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.id().equals(other.id()) ? one : null;
    }
}
