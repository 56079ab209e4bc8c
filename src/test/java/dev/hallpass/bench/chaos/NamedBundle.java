package dev.hallpass.bench.chaos;

import java.util.List;

/**
 * A bundle of the company's file: one role on several places, over applications.
 *
 * @param paths of the places
 */
record NamedBundle(String name, String mode, String role, List<String> paths) {

    /** All of them. */
    static final List<NamedBundle> ALL = List.of(
            new NamedBundle(
                    "release-week",
                    "ALL_OR_NOTHING",
                    "write",
                    List.of("restore/repo-3", "DCALL/repo-3", "revoke/repo-3", "SERVERSIDE")),
            new NamedBundle(
                    "help-desk",
                    "BEST_EFFORT",
                    "write",
                    List.of("report/repo-4", "hands/repo-4", "DCALL", "restore/SIDE")));
}
