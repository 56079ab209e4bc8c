package dev.hallpass.policy;

import dev.hallpass.identity.PrincipalId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether each step can have deciders of its own: a matching of steps to people (Kuhn's augmenting paths). */
final class DistinctDeciders {

    private DistinctDeciders() {}

    /**
     * How many steps, from the first on, can be given different people.
     *
     * @param deciders who could decide each step
     * @param needed how many people each step needs
     */
    static int matched(List<Set<PrincipalId>> deciders, List<Integer> needed) {
        List<Set<PrincipalId>> places = new ArrayList<>();
        for (int step = 0; step < deciders.size(); step++) {
            for (int place = 0; place < needed.get(step); place++) {
                places.add(deciders.get(step));
            }
        }
        int left = matched(places);
        int step = 0;
        while (step < deciders.size() && left >= needed.get(step)) {
            left -= needed.get(step);
            step++;
        }
        return step;
    }

    /** How many places, from the first on, can be given different people. */
    static int matched(List<Set<PrincipalId>> deciders) {
        Map<PrincipalId, Integer> taken = new HashMap<>();
        for (int step = 0; step < deciders.size(); step++) {
            if (!assign(step, deciders, taken, new HashSet<>())) {
                return step;
            }
        }
        return deciders.size();
    }

    private static boolean assign(
            int step, List<Set<PrincipalId>> deciders, Map<PrincipalId, Integer> taken, Set<PrincipalId> tried) {
        for (PrincipalId person : deciders.get(step)) {
            if (tried.add(person)) {
                @Nullable Integer holder = taken.get(person);
                if (holder == null || assign(holder, deciders, taken, tried)) {
                    taken.put(person, step);
                    return true;
                }
            }
        }
        return false;
    }
}
