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

    private static final Map<Place.Kind, List<Style>> STYLES = Map.of(
            Place.Kind.REPOSITORY,
            List.of(
                    new Style(List.of("read", "write"), List.of("none", "admin")),
                    new Style(List.of("write", "admin"), List.of("none", "read")),
                    new Style(List.of("write"), List.of("none", "read", "admin")),
                    new Style(List.of("read"), List.of("none", "write", "admin"))),
            Place.Kind.PROJECT,
            List.of(
                    new Style(List.of("read", "write"), List.of("none", "create-repo", "admin")),
                    new Style(List.of("write", "admin"), List.of("none", "read", "create-repo"))),
            Place.Kind.GROUP,
            List.of(new Style(List.of("member"), List.of("none"))));

    private final Map<Pair, PairState> all = new LinkedHashMap<>();
    private final Map<String, PairState> byPath = new HashMap<>();
    private final List<PairState> list;

    Pairs(ChaosCompany company, long seed) {
        Random random = new Random(seed ^ 0x5eed);
        for (Place place : company.places()) {
            List<Style> styles = STYLES.getOrDefault(place.kind(), List.of());
            for (String person : company.askers()) {
                Pair pair = new Pair(person, place);
                Style style = styles.get(random.nextInt(styles.size()));
                all.put(
                        pair,
                        new PairState(
                                pair, company.planted().getOrDefault(pair, "none"), style.grants(), style.hand()));
            }
        }
        list = List.copyOf(all.values());
        list.forEach(state ->
                byPath.put(state.pair().person() + " " + state.pair().place().path(), state));
    }

    PairState any(Random random) {
        return list.get(random.nextInt(list.size()));
    }

    PairState of(String person, String path) {
        return Objects.requireNonNull(byPath.get(person + " " + path));
    }

    List<PairState> all() {
        return list;
    }
}
