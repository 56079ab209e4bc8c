package dev.hallpass.catalog;

import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A small company for property tests, and a simple model of who may do what in it: no paths and no tables, only the
 * highest of all that reaches an account. Accounts are {@code a0} …; resources are numbered, each with the one above it.
 *
 * @param parents the number of the resource above, -1 for none; the workspace is 0
 * @param active which accounts may log in
 * @param groups members by group
 */
record ObservedWorld(
        List<ResourceKind> kinds,
        List<Integer> parents,
        Set<String> accounts,
        Set<String> active,
        Map<String, Set<String>> groups,
        List<Row> rows) {

    /** A role given on a resource. */
    record Row(int resource, HolderKind holder, String id, String role) {}

    /** What roles are worth, by kind of resource: on the resource itself, and on one below. */
    interface Ladder {

        /** 0 for nothing. */
        int worth(ResourceKind given, String role, ResourceKind on);
    }

    boolean reaches(Row row, String account) {
        return switch (row.holder()) {
            case ACCOUNT, OWNER -> row.id().equals(account);
            case GROUP -> groups.getOrDefault(row.id(), Set.of()).contains(account);
            case EVERYBODY, PUBLIC -> active.contains(account);
        };
    }

    private List<Integer> upwards(int resource) {
        List<Integer> all = new ArrayList<>();
        for (int each = resource; each >= 0; each = parents.get(each)) {
            all.add(each);
        }
        return all;
    }

    /** How much each path to an account is worth on a resource, highest first, those that are worth nothing left out. */
    List<Integer> worths(Ladder ladder, int resource, String account) {
        List<Integer> above = upwards(resource);
        return rows.stream()
                .filter(row -> above.contains(row.resource()) && reaches(row, account))
                .map(row -> ladder.worth(kinds.get(row.resource()), row.role(), kinds.get(resource)))
                .filter(worth -> worth > 0)
                .sorted((one, other) -> other - one)
                .toList();
    }

    /** Who has access to a resource, and how much. */
    Map<String, Integer> on(Ladder ladder, int resource) {
        Map<String, Integer> levels = new TreeMap<>();
        for (String account : accounts) {
            List<Integer> worths = worths(ladder, resource, account);
            if (!worths.isEmpty()) {
                levels.put(account, worths.getFirst());
            }
        }
        return levels;
    }
}
