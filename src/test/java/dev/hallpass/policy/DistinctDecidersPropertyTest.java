package dev.hallpass.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.identity.PrincipalId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compared with trying every way to give each step a person of its own. */
class DistinctDecidersPropertyTest {

    @Property
    void asManyStepsAsCanBeAreGivenDifferentPeople(@ForAll("routes") List<Set<PrincipalId>> route) {
        int longest = 0;
        while (longest < route.size() && canBeDecided(route.subList(0, longest + 1), new HashSet<>())) {
            longest++;
        }

        assertThat(DistinctDeciders.matched(route)).isEqualTo(longest);
    }

    private static boolean canBeDecided(List<Set<PrincipalId>> steps, Set<PrincipalId> taken) {
        if (steps.isEmpty()) {
            return true;
        }
        for (PrincipalId person : steps.getFirst()) {
            if (taken.add(person)) {
                boolean rest = canBeDecided(steps.subList(1, steps.size()), taken);
                taken.remove(person);
                if (rest) {
                    return true;
                }
            }
        }
        return false;
    }

    @Provide
    Arbitrary<List<Set<PrincipalId>>> routes() {
        return Arbitraries.of("a", "b", "c", "d", "e")
                .map(PrincipalId::new)
                .set()
                .ofMaxSize(3)
                .list()
                .ofMaxSize(5);
    }
}
