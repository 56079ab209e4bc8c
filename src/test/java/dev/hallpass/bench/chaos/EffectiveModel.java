package dev.hallpass.bench.chaos;

import dev.hallpass.bench.chaos.ChaosCompany.GroupRight;
import dev.hallpass.bench.chaos.ChaosCompany.Pair;
import dev.hallpass.bench.chaos.Place.Kind;
import java.util.List;

/**
 * What somebody should be able to do at a place when nothing is granted: what stands for them there, what their groups
 * have there, and on a repository what comes of its project.
 */
final class EffectiveModel {

    private final Pairs pairs;
    private final List<GroupRight> rights;

    EffectiveModel(Pairs pairs, List<GroupRight> rights) {
        this.pairs = pairs;
        this.rights = rights;
    }

    String of(Pair pair) {
        Place place = pair.place();
        String role = direct(pair);
        if (place.kind() == Kind.REPOSITORY) {
            role = place.higher(role, onRepository(direct(new Pair(pair.person(), projectOf(place)))));
        }
        return role;
    }

    private String direct(Pair pair) {
        String role = pairs.of(pair).standing();
        for (GroupRight right : rights) {
            boolean member = right.on().equals(pair.place())
                    && pairs.of(new Pair(pair.person(), right.group()))
                            .standing()
                            .equals("member");
            role = member ? pair.place().higher(role, right.role()) : role;
        }
        return role;
    }

    private Place projectOf(Place repository) {
        return pairs.all().stream()
                .map(state -> state.pair().place())
                .filter(place -> place.kind() == Kind.PROJECT
                        && place.site().equals(repository.site())
                        && place.id().equals(repository.project()))
                .findFirst()
                .orElseThrow();
    }

    /** Who may create repositories in a project may write in those that are there. */
    private static String onRepository(String project) {
        return project.equals("create-repo") ? "write" : project;
    }
}
