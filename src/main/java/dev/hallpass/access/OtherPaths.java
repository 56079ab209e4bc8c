package dev.hallpass.access;

import dev.hallpass.catalog.AccessPath;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.CatalogReading;
import dev.hallpass.catalog.ObservedAccess;
import dev.hallpass.catalog.PathKind;
import dev.hallpass.catalog.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what gives somebody more on a resource than their explicit role there. */
@Component
class OtherPaths {

    static final String NOT_SEEN_YET = "by a path not seen yet";

    private final ObservedAccess observed;
    private final CatalogReading reading;
    private final Catalog catalog;

    OtherPaths(ObservedAccess observed, CatalogReading reading, Catalog catalog) {
        this.observed = observed;
        this.reading = reading;
        this.catalog = catalog;
    }

    /**
     * The paths that give more than the explicit role, in words. The catalog may be older than the effective role that
     * was just read; where it does not explain that, it is read again soon. Where the effective role could not be read,
     * the catalog is all that is known.
     *
     * @param effective as it was just read, null for no access, {@link PermissionCalls#UNKNOWN} if it could not be
     */
    List<String> above(Resource resource, String account, @Nullable String explicit, @Nullable String effective) {
        int stands = level(resource, explicit);
        if (!PermissionCalls.UNKNOWN.equals(effective) && level(resource, effective) <= stands) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        int explained = stands;
        for (AccessPath path : observed.of(resource, account).paths()) {
            int level = resource.level(path.role());
            if (path.kind() != PathKind.OWN && level > stands) {
                words.add(inWords(path));
                explained = Math.max(explained, level);
            }
        }
        if (explained < level(resource, effective)) {
            words.add("%s %s".formatted(effective, NOT_SEEN_YET));
            reading.readAgainSoon(resource.id());
        }
        return words;
    }

    private String inWords(AccessPath path) {
        String where = catalog.find(path.on()).map(Resource::path).orElse("a resource that is gone");
        return switch (path.kind()) {
            case OWN -> "%s by an own permission on %s".formatted(path.role(), where);
            case GROUP, PROJECT_GROUP ->
                "%s by %s of group %s on %s".formatted(path.role(), path.roleThere(), path.through(), where);
            case PROJECT -> "%s by %s on project %s".formatted(path.role(), path.roleThere(), where);
            case WORKSPACE -> "%s by %s of %s as a whole".formatted(path.role(), path.roleThere(), where);
            case DEFAULT -> "%s by what everybody has on %s".formatted(path.role(), where);
            case PUBLIC -> "%s because %s is public".formatted(path.role(), where);
            case OWNER -> "%s because %s belongs to the account".formatted(path.role(), where);
            case UNTOLD -> "%s by a path that the application does not tell".formatted(path.role());
        };
    }

    /** A role that the resource does not have, {@code unknown} included, counts as none. */
    static int level(Resource resource, @Nullable String role) {
        return role == null ? 0 : resource.level(role);
    }
}
