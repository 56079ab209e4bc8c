package dev.hallpass.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A made-up company as a seed of the stand-in: a project for each fifty repositories, used by three groups; repositories
 * with a group and up to three people of their own; groups of twenty.
 */
final class LargeSeed {

    private static final List<String> SCOPES = List.of(
            "read:user:bitbucket",
            "read:workspace:bitbucket",
            "read:repository:bitbucket",
            "read:project:bitbucket",
            "admin:repository:bitbucket",
            "admin:project:bitbucket",
            "admin:workspace:bitbucket",
            "read:permission:bitbucket",
            "write:permission:bitbucket",
            "delete:permission:bitbucket");
    private static final List<String> LEVELS = List.of("read", "write", "admin");
    private static final int IN_PROJECT = 50;
    private static final int IN_GROUP = 20;

    private final Random random = new Random(1);
    private final int repositories;
    private final int projects;
    private final int people;
    private final int groups;

    LargeSeed(int repositories, int people, int groups) {
        this.repositories = repositories;
        this.projects = Math.max(1, repositories / IN_PROJECT);
        this.people = people;
        this.groups = groups;
    }

    Map<String, Object> document(int tokens) {
        List<Map<String, Object>> users = many(people, number -> user("person" + number, "a", number, "member"));
        users.addAll(many(tokens, number -> user("bot" + number, "e", number, "owner")));
        return Map.of(
                "workspace",
                Map.of("slug", LargeWorkspace.SLUG, "uuid", uuid("d", 1), "name", LargeWorkspace.SLUG),
                "users",
                users,
                "groups",
                many(
                        groups,
                        number -> Map.of("slug", "group-" + number, "name", "group-" + number, "members", members())),
                "projects",
                many(
                        projects,
                        number -> Map.of(
                                "key",
                                "P" + number,
                                "uuid",
                                uuid("b", number),
                                "name",
                                "P" + number,
                                "isPrivate",
                                true)),
                "repositories",
                many(repositories, this::repository),
                "permissions",
                permissions(),
                "tokens",
                many(
                        tokens,
                        number -> Map.of(
                                "kind",
                                "API_TOKEN",
                                "token",
                                LargeWorkspace.secret(number),
                                "user",
                                "557058:bot" + number,
                                "scopes",
                                SCOPES)));
    }

    private static List<Map<String, Object>> many(int count, IntFunction<Map<String, Object>> one) {
        return IntStream.rangeClosed(1, count).mapToObj(one).collect(Collectors.toCollection(ArrayList::new));
    }

    private static Map<String, Object> user(String name, String prefix, int number, String membership) {
        return Map.of(
                "accountId",
                "557058:" + name,
                "uuid",
                uuid(prefix, number),
                "nickname",
                name,
                "displayName",
                name,
                "email",
                name + "@acme.example",
                "membership",
                membership);
    }

    private Map<String, Object> repository(int number) {
        return Map.of(
                "slug",
                "repo-" + number,
                "uuid",
                uuid("c", number),
                "name",
                "repo-" + number,
                "project",
                "P" + ((number - 1) / IN_PROJECT % projects + 1),
                "isPrivate",
                true,
                "description",
                "");
    }

    private Set<String> members() {
        return random.ints(IN_GROUP, 1, people + 1)
                .mapToObj(number -> "557058:person" + number)
                .collect(Collectors.toSet());
    }

    private List<Map<String, Object>> permissions() {
        List<Map<String, Object>> permissions = new ArrayList<>();
        for (int number = 1; number <= projects && groups > 0; number++) {
            for (int group : random.ints(3, 1, groups + 1).distinct().toArray()) {
                permissions.add(Map.of("project", "P" + number, "group", "group-" + group, "permission", level()));
            }
        }
        for (int number = 1; number <= repositories; number++) {
            String repository = "repo-" + number;
            permissions.add(Map.of(
                    "repository", repository, "group", "group-" + (random.nextInt(groups) + 1), "permission", level()));
            for (int person :
                    random.ints(random.nextInt(4), 1, people + 1).distinct().toArray()) {
                permissions.add(
                        Map.of("repository", repository, "user", "557058:person" + person, "permission", level()));
            }
        }
        return permissions;
    }

    private String level() {
        return LEVELS.get(random.nextInt(LEVELS.size()));
    }

    private static String uuid(String prefix, int number) {
        return "{%s0000000-0000-4000-8000-%012d}".formatted(prefix, number);
    }
}
