package dev.hallpass.bench.chaos;

import dev.hallpass.bench.chaos.ChaosCompany.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * All that one bundle request's script will do, drawn from the seed before anything of it is done.
 *
 * @param step the number of the step
 * @param name of the company's bundle, empty if entitlements are named one by one
 * @param holdsTogether whether it is all or nothing
 * @param parts one for each entitlement
 * @param answer what becomes of the question; of {@code DENY} the first part alone is denied
 * @param lively the part whose grant something is done with
 */
record BundlePlan(int step, String name, boolean holdsTogether, List<Plan> parts, Plan.Answer answer, int lively) {

    private static final int MOST_PARTS = 5;

    /** Of the person of a pair. */
    static BundlePlan draw(int step, PairState first, Pairs pairs, Random random) {
        String person = first.pair().person();
        NamedBundle named = NamedBundle.ALL.get(random.nextInt(NamedBundle.ALL.size()));
        boolean ofTheFile = random.nextInt(2) == 0 && suits(person, named, pairs);
        Plan plan = Plan.draw(step, first, random);
        boolean holdsTogether = random.nextInt(100) < 65;
        List<Plan> parts = new ArrayList<>();
        if (ofTheFile) {
            named.paths()
                    .forEach(path -> parts.add(plan.on(pairs.of(person, path)).asPart(parts.size(), named.role())));
            holdsTogether = named.mode().equals("ALL_OR_NOTHING");
        } else {
            drawn(first, pairs, random)
                    .forEach((pair, role) -> parts.add(plan.on(pair).asPart(parts.size(), role)));
        }
        return new BundlePlan(
                step,
                ofTheFile ? named.name() : "",
                holdsTogether,
                parts,
                Plan.choose(
                        random,
                        List.of(Plan.Answer.APPROVE, Plan.Answer.DENY, Plan.Answer.CANCEL, Plan.Answer.IGNORE),
                        80,
                        9,
                        7,
                        4),
                random.nextInt(parts.size()));
    }

    private static boolean suits(String person, NamedBundle named, Pairs pairs) {
        return named.paths().stream()
                .allMatch(path -> pairs.of(person, path).grantRoles().contains(named.role()));
    }

    private static Map<PairState, String> drawn(PairState first, Pairs pairs, Random random) {
        Map<PairState, String> drawn = new LinkedHashMap<>();
        int size = 2 + random.nextInt(MOST_PARTS - 1);
        PairState next = first;
        while (drawn.size() < size) {
            drawn.putIfAbsent(
                    next, next.grantRoles().get(random.nextInt(next.grantRoles().size())));
            next = pairs.of(
                    new Pair(first.pair().person(), pairs.any(random).pair().place()));
        }
        return drawn;
    }

    /** What all parts have in common. */
    Plan common() {
        return parts.getFirst();
    }

    String person() {
        return common().pair().pair().person();
    }

    Duration duration() {
        return common().duration();
    }

    @Override
    public String toString() {
        return "step %d: %s asks for %s%s of %d parts %s for %s; %s, part %d: %s"
                .formatted(
                        step,
                        person(),
                        name.isEmpty() ? "a bundle" : name,
                        holdsTogether ? ", all or nothing," : "",
                        parts.size(),
                        parts.stream()
                                .map(part -> part.role() + " on "
                                        + part.pair().pair().place().path())
                                .toList(),
                        duration(),
                        answer,
                        lively,
                        parts.get(lively).after());
    }
}
