package dev.hallpass.bench.chaos;

import dev.hallpass.bench.chaos.ChaosCompany.Pair;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** All pairs of the run: every person and every place. */
final class Pairs {

    /** Which roles grants have on a pair, and which an administrator gives. */
    private record Style(List<String> grants, List<String> hand) {}

    private static final List<Style> ON_REPOSITORIES = List.of(
            new Style(List.of("read", "write"), List.of("none", "admin")),
            new Style(List.of("write", "admin"), List.of("none", "read")),
            new Style(List.of("write"), List.of("none", "read", "admin")),
            new Style(List.of("read"), List.of("none", "write", "admin")));
    private static final List<Style> ON_PROJECTS = List.of(
            new Style(List.of("read", "write"), List.of("none", "admin")),
            new Style(List.of("write", "admin"), List.of("none", "read")));
    private static final List<Style> ON_CLOUD_PROJECTS = List.of(
            new Style(List.of("read", "write"), List.of("none", "create-repo", "admin")),
            new Style(List.of("write", "create-repo"), List.of("none", "read", "admin")),
            new Style(List.of("write", "admin"), List.of("none", "read", "create-repo")));

    /** There is one role only: an administrator gives it while nothing is granted. */
    private static final List<Style> OF_GROUPS = List.of(new Style(List.of("member"), List.of("none", "member")));

    private final Map<Pair, PairState> all = new LinkedHashMap<>();
    private final Map<String, PairState> byPath = new HashMap<>();
    private final List<PairState> list;

    Pairs(ChaosCompany company, long seed) {
        Random random = new Random(seed ^ 0x5eed);
        for (Place place : company.places()) {
            List<Style> styles = styles(place);
            for (String person : company.askers()) {
                Pair pair = new Pair(person, place);
                Style style = styles.get(random.nextInt(styles.size()));
                String standing = company.planted().getOrDefault(pair, "none");
                List<String> hand = ChaosCompany.isOutsider(person, place.site()) ? List.of() : style.hand();
                all.put(pair, new PairState(pair, standing, style.grants(), hand));
            }
        }
        list = List.copyOf(all.values());
        list.forEach(state ->
                byPath.put(state.pair().person() + " " + state.pair().place().path(), state));
    }

    private static List<Style> styles(Place place) {
        return switch (place.kind()) {
            case REPOSITORY -> ON_REPOSITORIES;
            case PROJECT -> place.site().product() == Site.Product.CLOUD ? ON_CLOUD_PROJECTS : ON_PROJECTS;
            case GROUP -> OF_GROUPS;
        };
    }

    PairState any(Random random) {
        return list.get(random.nextInt(list.size()));
    }

    PairState of(String person, String path) {
        return Objects.requireNonNull(byPath.get(person + " " + path));
    }

    /** What the same person has to do with a place. */
    PairState of(Pair pair) {
        return Objects.requireNonNull(all.get(pair));
    }

    List<PairState> all() {
        return list;
    }
}
