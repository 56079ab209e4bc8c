package dev.hallpass.bench.chaos;

import java.util.List;

/**
 * Where somebody can hold a role.
 *
 * @param id slug, key or name, by which the stand-in's control knows it
 * @param path what a request names; unique among all
 * @param project the key of the project that a repository is in, empty for others
 * @param sensitivity as the catalog says
 */
record Place(Site site, Kind kind, String id, String path, String project, String sensitivity) {

    /** The kinds. */
    enum Kind {
        REPOSITORY,
        PROJECT,
        GROUP
    }

    /** From the lowest. */
    List<String> roles() {
        return switch (kind) {
            case REPOSITORY -> List.of("read", "write", "admin");
            case PROJECT ->
                site.product() == Site.Product.CLOUD
                        ? List.of("read", "write", "create-repo", "admin")
                        : List.of("read", "write", "admin");
            case GROUP -> List.of("member");
        };
    }

    /** 0 for {@code none}. */
    int level(String role) {
        return roles().indexOf(role) + 1;
    }

    /** The higher one of two roles here. */
    String higher(String one, String other) {
        return level(other) > level(one) ? other : one;
    }

    /** Whether people change it when Hallpass tells them to. */
    boolean isByHand() {
        return site.byHand() || (site.groupsByHand() && kind == Kind.GROUP);
    }

    /** For the counts of the report. */
    String sort() {
        return "%s %s".formatted(site.product(), kind);
    }
}
