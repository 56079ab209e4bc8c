package dev.hallpass.bench.chaos;

import java.util.List;

/**
 * Where somebody can hold a role.
 *
 * @param workspace the slug of the workspace and the name of the application
 * @param kind what it is
 * @param id slug or key, by which the stand-in's control knows it
 * @param sensitivity as the catalog says
 */
record Place(String workspace, Kind kind, String id, String sensitivity) {

    /** The kinds. */
    enum Kind {
        REPOSITORY,
        PROJECT,
        GROUP;

        /** From the lowest. */
        List<String> roles() {
            return switch (this) {
                case REPOSITORY -> List.of("read", "write", "admin");
                case PROJECT -> List.of("read", "write", "create-repo", "admin");
                case GROUP -> List.of("member");
            };
        }
    }

    /** Unique among all, and what a request names. */
    String path() {
        return workspace + "/" + id;
    }

    /** 0 for {@code none}. */
    int level(String role) {
        return kind.roles().indexOf(role) + 1;
    }
}
