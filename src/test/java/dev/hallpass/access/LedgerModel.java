package dev.hallpass.access;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What should stand without any grant, pair by pair: whatever an administrator set last; and which grants do not count. */
final class LedgerModel {

    private final Map<Place, String> standing = new HashMap<>();
    private final Map<Place, Set<String>> written = new HashMap<>();
    private final Set<GrantId> setAside = new HashSet<>();

    /** A person on a repository. */
    record Place(String person, String repository) {}

    /** What stands without any grant. */
    String standing(Place place) {
        return standing.getOrDefault(place, "none");
    }

    /** Hallpass may write this from now on. */
    void grants(Place place, String role) {
        written.computeIfAbsent(place, any -> new HashSet<>()).add(role);
    }

    /** No grant is at work on it any more. */
    void closed(Place place) {
        written.remove(place);
    }

    /**
     * Whether nobody could take what an administrator sets for something that Hallpass wrote. What cannot be told apart
     * is not tried.
     */
    boolean isTelling(Place place, String permission) {
        return permission.equals("none")
                || permission.equals(standing(place))
                || !written.getOrDefault(place, Set.of()).contains(permission);
    }

    /** An administrator sets a permission. */
    void setByHand(Place place, String permission) {
        if (written.containsKey(place)) {
            grants(place, standing(place));
        }
        standing.put(place, permission);
    }

    /** An administrator took away what a grant gives, and it was not given back. */
    void setAside(GrantId grant) {
        setAside.add(grant);
    }

    /** It counts again. */
    void countsAgain(GrantId grant) {
        setAside.remove(grant);
    }

    boolean isSetAside(GrantId grant) {
        return setAside.contains(grant);
    }
}
