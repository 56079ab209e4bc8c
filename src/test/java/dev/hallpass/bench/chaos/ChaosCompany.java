package dev.hallpass.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who and what the run is about: people who ask, people who decide, and one workspace for each way of answering drift,
 * each with the same people and with permissions planted by the seed.
 */
final class ChaosCompany {

    /** Both own everything. */
    static final List<String> OWNERS = List.of("owner1", "owner2");

    /** The group {@code security}. */
    static final List<String> SECURITY = List.of("sec1", "sec2");

    /** May look at everything. */
    static final String AUDITOR = "auditor";

    /** The workspaces are called after the answer to drift: {@code report}, {@code restore}, {@code revoke}. */
    static final List<String> WORKSPACES = List.of("report", "restore", "revoke");

    private static final int REPOSITORIES = 8;
    private static final List<String> SENSITIVITIES = List.of("INTERNAL", "CONFIDENTIAL", "PUBLIC", "CONFIDENTIAL");
    private static final double PLANTED = 0.15;

    private final List<String> askers = Stream.concat(
                    IntStream.rangeClosed(1, 50).mapToObj("dev%d"::formatted),
                    IntStream.rangeClosed(1, 6).mapToObj("onc%d"::formatted))
            .toList();
    private final List<Place> places = new ArrayList<>();
    private final Map<Pair, String> planted = new LinkedHashMap<>();

    ChaosCompany(long seed) {
        for (String workspace : WORKSPACES) {
            for (int i = 1; i <= REPOSITORIES; i++) {
                places.add(new Place(
                        workspace, Place.Kind.REPOSITORY, "repo-" + i, SENSITIVITIES.get(i % SENSITIVITIES.size())));
            }
        }
        Random random = new Random(seed);
        for (Place place : places) {
            for (String person : askers) {
                if (random.nextDouble() < PLANTED) {
                    List<String> roles = place.kind().roles();
                    planted.put(new Pair(person, place), roles.get(random.nextInt(roles.size())));
                }
            }
        }
    }

    /** One person and one place. */
    record Pair(String person, Place place) {}

    List<String> askers() {
        return askers;
    }

    List<Place> places() {
        return places;
    }

    /** What each holds before the run; nothing where there is no entry. */
    Map<Pair, String> planted() {
        return planted;
    }

    static String account(String person) {
        return "557058:" + person;
    }

    private Stream<String> everybody() {
        return Stream.of(askers.stream(), OWNERS.stream(), SECURITY.stream(), Stream.of(AUDITOR))
                .flatMap(people -> people);
    }

    private static String group(String person) {
        return SECURITY.contains(person) ? "security" : person.equals(AUDITOR) ? "auditors" : "engineering";
    }

    /** Whether somebody is on call for a place, so that the policy asks nobody. */
    static boolean isOnCall(String person, Place place) {
        return person.startsWith("onc") && place.id().equals("repo-1");
    }

    Path writeDirectory(Path folder) {
        StringBuilder yaml = new StringBuilder("people:\n");
        everybody().forEach(person -> {
            StringBuilder accounts = new StringBuilder();
            WORKSPACES.forEach(workspace -> accounts.append("%s: \"%s\", ".formatted(workspace, account(person))));
            yaml.append("  - {id: %s, name: %s, email: %s@acme.example, groups: [%s]%s, accounts: {%s}}\n"
                    .formatted(
                            person,
                            person,
                            person,
                            group(person),
                            person.startsWith("onc")
                                    ? ", on-call-for: [report/repo-1, restore/repo-1, revoke/repo-1]"
                                    : "",
                            accounts.substring(0, accounts.length() - 2)));
        });
        return write(folder.resolve("directory.yaml"), yaml.toString());
    }

    Path writeCatalog(Path folder) {
        StringBuilder yaml = new StringBuilder("resources:\n");
        places.forEach(place -> yaml.append("  - {application: %s, path: %s, sensitivity: %s, owners: [%s]}\n"
                .formatted(place.workspace(), place.path(), place.sensitivity(), String.join(", ", OWNERS))));
        return write(folder.resolve("catalog.yaml"), yaml.toString());
    }

    /** The seed of one workspace's stand-in. */
    Path writeSeed(String workspace, Path folder) {
        int number = WORKSPACES.indexOf(workspace) + 1;
        List<Map<String, Object>> users = new ArrayList<>();
        everybody().forEach(person -> users.add(user(person, users.size(), "member")));
        users.add(user("hallpass-bot", users.size(), "owner"));
        List<Map<String, Object>> repositories = new ArrayList<>();
        places.stream()
                .filter(place -> place.workspace().equals(workspace))
                .forEach(place -> repositories.add(Map.of(
                        "slug",
                        place.id(),
                        "uuid",
                        uuid("c%d".formatted(number), repositories.size() + 1),
                        "name",
                        place.id(),
                        "project",
                        "ALL",
                        "isPrivate",
                        true,
                        "description",
                        "")));
        List<Map<String, Object>> permissions = new ArrayList<>();
        planted.forEach((pair, role) -> {
            if (pair.place().workspace().equals(workspace)) {
                permissions.add(
                        Map.of("repository", pair.place().id(), "user", account(pair.person()), "permission", role));
            }
        });
        Map<String, Object> seed = Map.of(
                "workspace", Map.of("slug", workspace, "uuid", uuid("d%d".formatted(number), 1), "name", workspace),
                "users", users,
                "groups", List.of(),
                "projects",
                        List.of(Map.of(
                                "key",
                                "ALL",
                                "uuid",
                                uuid("b%d".formatted(number), 1),
                                "name",
                                "All",
                                "isPrivate",
                                true)),
                "repositories", repositories,
                "permissions", permissions,
                "tokens",
                        List.of(Map.of(
                                "kind",
                                "API_TOKEN",
                                "token",
                                "test-token",
                                "user",
                                account("hallpass-bot"),
                                "scopes",
                                SCOPES)));
        return write(
                folder.resolve("seed-%s.json".formatted(workspace)),
                JsonMapper.builder().build().writeValueAsString(seed));
    }

    private static final List<String> SCOPES = List.of(
            "read:user:bitbucket",
            "read:workspace:bitbucket",
            "read:repository:bitbucket",
            "read:project:bitbucket",
            "admin:repository:bitbucket",
            "admin:project:bitbucket",
            "read:permission:bitbucket",
            "write:permission:bitbucket",
            "delete:permission:bitbucket");

    private static String uuid(String prefix, int number) {
        return "{%s000000-0000-4000-8000-%012d}".formatted(prefix, number);
    }

    private static Map<String, Object> user(String person, int number, String membership) {
        return new LinkedHashMap<>(Map.of(
                "accountId",
                account(person),
                "uuid",
                uuid("a0", number + 1),
                "nickname",
                person,
                "displayName",
                person,
                "email",
                person + "@acme.example",
                "membership",
                membership));
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
