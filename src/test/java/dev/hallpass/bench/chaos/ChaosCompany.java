package dev.hallpass.bench.chaos;

import dev.hallpass.bench.chaos.Place.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who and what the run is about: people who ask, people who decide, and at each site the same repositories, projects and
 * groups, with permissions planted by the seed.
 */
final class ChaosCompany {

    /** Both own everything. */
    static final List<String> OWNERS = List.of("owner1", "owner2");

    /** The group {@code security}. */
    static final List<String> SECURITY = List.of("sec1", "sec2");

    /** The group {@code operators}: they do by hand what Hallpass tells them to. */
    static final List<String> OPERATORS = List.of("op1", "op2");

    /** May look at everything. */
    static final String AUDITOR = "auditor";

    /** Two people each who have an account in the directory, but no access to a site: what they ask for fails there. */
    private static final Map<String, List<String>> OUTSIDERS =
            Map.of("restore", List.of("ext1", "ext2"), "dc", List.of("ext3", "ext4"));

    private static final int REPOSITORIES = 6;
    private static final List<String> SENSITIVITIES = List.of("INTERNAL", "CONFIDENTIAL", "PUBLIC", "CONFIDENTIAL");
    private static final double PLANTED = 0.15;

    private final List<String> askers = Stream.of(
                    IntStream.rangeClosed(1, 50).mapToObj("dev%d"::formatted),
                    IntStream.rangeClosed(1, 6).mapToObj("onc%d"::formatted),
                    IntStream.rangeClosed(1, 4).mapToObj("ext%d"::formatted))
            .flatMap(people -> people)
            .toList();
    private final List<Place> places = new ArrayList<>();
    private final List<GroupRight> groupRights = new ArrayList<>();
    private final Map<Pair, String> planted = new LinkedHashMap<>();

    ChaosCompany(long seed) {
        Site.ALL.forEach(this::furnish);
        Random random = new Random(seed);
        for (Place place : places) {
            for (String person : askers) {
                boolean planting = random.nextDouble() < PLANTED;
                int role = random.nextInt(place.roles().size());
                if (planting && !isOutsider(person, place.site())) {
                    planted.put(new Pair(person, place), place.roles().get(role));
                }
            }
        }
    }

    /** One person and one place. */
    record Pair(String person, Place place) {}

    /** What a group gives its members on another place of its site. */
    record GroupRight(Place group, Place on, String role) {}

    private void furnish(Site site) {
        for (int i = 1; i <= REPOSITORIES; i++) {
            String key = site.key(i == REPOSITORIES ? "SIDE" : "ALL");
            String slug = "repo-" + i;
            String above = site.product() == Site.Product.CLOUD ? site.name() : key;
            String path = above + "/" + slug;
            String id = site.product() == Site.Product.CLOUD ? slug : path;
            places.add(new Place(site, Kind.REPOSITORY, id, path, key, SENSITIVITIES.get(i % SENSITIVITIES.size())));
        }
        Place all = add(site, Kind.PROJECT, site.key("ALL"));
        Place side = add(site, Kind.PROJECT, site.key("SIDE"));
        Place team = add(site, Kind.GROUP, site.group("team"));
        add(site, Kind.GROUP, site.group("crew"));
        Place second = places.stream()
                .filter(place -> place.site().equals(site) && place.path().endsWith("repo-2"))
                .findFirst()
                .orElseThrow();
        groupRights.add(new GroupRight(team, second, "read"));
        groupRights.add(new GroupRight(team, side, all.roles().get(1)));
    }

    private Place add(Site site, Kind kind, String id) {
        String path = site.product() == Site.Product.CLOUD ? site.name() + "/" + id : id;
        Place place = new Place(site, kind, id, path, "", "INTERNAL");
        places.add(place);
        return place;
    }

    List<String> askers() {
        return askers;
    }

    List<Place> places() {
        return places;
    }

    Stream<Place> places(Site site, Kind kind) {
        return places.stream().filter(place -> place.site().equals(site) && place.kind() == kind);
    }

    List<GroupRight> groupRights() {
        return groupRights;
    }

    /** What each holds before the run; nothing where there is no entry. */
    Map<Pair, String> planted() {
        return planted;
    }

    Stream<String> everybody() {
        return Stream.of(askers.stream(), OWNERS.stream(), SECURITY.stream(), OPERATORS.stream(), Stream.of(AUDITOR))
                .flatMap(people -> people);
    }

    /** Whether somebody cannot be given anything at a site. */
    static boolean isOutsider(String person, Site site) {
        return OUTSIDERS.getOrDefault(site.name(), List.of()).contains(person);
    }

    /** Whether somebody is on call for a place, so that the policy asks nobody. */
    static boolean isOnCall(String person, Place place) {
        return person.startsWith("onc") && place.path().endsWith("/repo-1");
    }
}
