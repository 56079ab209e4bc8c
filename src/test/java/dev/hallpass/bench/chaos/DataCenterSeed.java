package dev.hallpass.bench.chaos;

import dev.hallpass.bench.chaos.Place.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The seed of one server's stand-in. Outsiders have an account, but no licence. */
final class DataCenterSeed {

    static final String BOT = "hallpass-bot";
    static final String PASSWORD = "test-password";
    static final String TOKEN = "test-token";
    static final String LICENSED = "bitbucket-users";

    private final ChaosCompany company;
    private final Site site;

    DataCenterSeed(ChaosCompany company, Site site) {
        this.company = company;
        this.site = site;
    }

    Map<String, Object> document() {
        return Map.of(
                "name", site.name(),
                "users", users(),
                "groups", groups(),
                "projects", projects(),
                "repositories", repositories(),
                "permissions", permissions(),
                "tokens",
                        List.of(Map.of(
                                "token", TOKEN, "user", BOT, "permissions", List.of("PROJECT_ADMIN", "REPO_ADMIN"))));
    }

    private List<Map<String, Object>> users() {
        List<Map<String, Object>> users = new ArrayList<>();
        company.everybody().forEach(person -> users.add(user(users.size() + 1, person)));
        Map<String, Object> bot = user(users.size() + 1, BOT);
        bot.put("password", PASSWORD);
        users.add(bot);
        return users;
    }

    private static Map<String, Object> user(int id, String name) {
        return new HashMap<>(Map.of(
                "id",
                id,
                "name",
                name,
                "slug",
                name,
                "displayName",
                name,
                "email",
                name + "@acme.example",
                "active",
                true,
                "readOnlyDirectory",
                false));
    }

    private List<Map<String, Object>> groups() {
        List<Map<String, Object>> groups = new ArrayList<>();
        groups.add(Map.of(
                "name",
                LICENSED,
                "members",
                company.everybody()
                        .filter(person -> !ChaosCompany.isOutsider(person, site))
                        .toList()));
        company.places(site, Kind.GROUP)
                .forEach(group -> groups.add(Map.of(
                        "name",
                        group.id(),
                        "members",
                        company.planted().keySet().stream()
                                .filter(pair -> pair.place().equals(group))
                                .map(ChaosCompany.Pair::person)
                                .toList())));
        return groups;
    }

    private List<Map<String, Object>> projects() {
        List<Map<String, Object>> projects = new ArrayList<>();
        company.places(site, Kind.PROJECT)
                .forEach(project -> projects.add(Map.of(
                        "id", projects.size() + 1, "key", project.id(), "name", project.id(), "isPublic", false)));
        return projects;
    }

    private List<Map<String, Object>> repositories() {
        List<Map<String, Object>> repositories = new ArrayList<>();
        company.places(site, Kind.REPOSITORY).forEach(repository -> {
            String slug = repository.id().substring(repository.id().indexOf('/') + 1);
            repositories.add(Map.of(
                    "id",
                    repositories.size() + 11,
                    "project",
                    repository.project(),
                    "slug",
                    slug,
                    "name",
                    slug,
                    "isPublic",
                    false,
                    "archived",
                    false));
        });
        return repositories;
    }

    private List<Map<String, Object>> permissions() {
        List<Map<String, Object>> permissions = new ArrayList<>();
        permissions.add(Map.of("group", LICENSED, "permission", "LICENSED_USER"));
        permissions.add(Map.of("user", BOT, "permission", "ADMIN"));
        company.planted().forEach((pair, role) -> {
            if (pair.place().site().equals(site) && pair.place().kind() != Kind.GROUP) {
                permissions.add(Map.of(
                        on(pair.place()),
                        pair.place().id(),
                        "user",
                        pair.person(),
                        "permission",
                        permission(pair.place(), role)));
            }
        });
        company.groupRights().stream()
                .filter(right -> right.on().site().equals(site))
                .forEach(right -> permissions.add(Map.of(
                        on(right.on()),
                        right.on().id(),
                        "group",
                        right.group().id(),
                        "permission",
                        permission(right.on(), right.role()))));
        return permissions;
    }

    private static String on(Place place) {
        return place.kind() == Kind.PROJECT ? "project" : "repository";
    }

    /** As Bitbucket names it. */
    static String permission(Place place, String role) {
        return role.equals("none")
                ? role
                : (place.kind() == Kind.PROJECT ? "PROJECT_" : "REPO_") + role.toUpperCase(Locale.ROOT);
    }

    /** As Hallpass names it. */
    static String role(String permission) {
        return permission.substring(permission.indexOf('_') + 1).toLowerCase(Locale.ROOT);
    }
}
