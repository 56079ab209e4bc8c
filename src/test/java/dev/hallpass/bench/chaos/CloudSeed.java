package dev.hallpass.bench.chaos;

import dev.hallpass.bench.chaos.Place.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The seed of one workspace's stand-in. */
final class CloudSeed {

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

    private final ChaosCompany company;
    private final Site site;
    private final int number;

    CloudSeed(ChaosCompany company, Site site) {
        this.company = company;
        this.site = site;
        this.number = Site.ALL.indexOf(site) + 1;
    }

    Map<String, Object> document() {
        return Map.of(
                "workspace", Map.of("slug", site.name(), "uuid", uuid("d", 1), "name", site.name()),
                "users", users(),
                "groups", groups(),
                "projects", projects(),
                "repositories", repositories(),
                "permissions", permissions(),
                "tokens",
                        List.of(Map.of(
                                "kind",
                                "API_TOKEN",
                                "token",
                                "test-token",
                                "user",
                                site.account("hallpass-bot"),
                                "scopes",
                                SCOPES)));
    }

    private List<Map<String, Object>> users() {
        List<Map<String, Object>> users = new ArrayList<>();
        Stream.concat(company.everybody(), Stream.of("hallpass-bot")).forEach(person -> {
            Map<String, Object> user = new HashMap<>(Map.of(
                    "accountId",
                    site.account(person),
                    "uuid",
                    "{a0000000-0000-4000-8000-%012d}".formatted(users.size() + 1),
                    "nickname",
                    person,
                    "displayName",
                    person,
                    "email",
                    person + "@acme.example"));
            if (!ChaosCompany.isOutsider(person, site)) {
                user.put("membership", person.equals("hallpass-bot") ? "owner" : "member");
            }
            users.add(user);
        });
        return users;
    }

    private List<Map<String, Object>> groups() {
        return company.places(site, Kind.GROUP)
                .map(group -> Map.<String, Object>of(
                        "slug",
                        group.id(),
                        "name",
                        group.id(),
                        "members",
                        company.planted().keySet().stream()
                                .filter(pair -> pair.place().equals(group))
                                .map(pair -> site.account(pair.person()))
                                .toList()))
                .toList();
    }

    private List<Map<String, Object>> projects() {
        List<Map<String, Object>> projects = new ArrayList<>();
        company.places(site, Kind.PROJECT)
                .forEach(project -> projects.add(Map.of(
                        "key",
                        project.id(),
                        "uuid",
                        uuid("b", projects.size() + 1),
                        "name",
                        project.id(),
                        "isPrivate",
                        true)));
        return projects;
    }

    private List<Map<String, Object>> repositories() {
        List<Map<String, Object>> repositories = new ArrayList<>();
        company.places(site, Kind.REPOSITORY)
                .forEach(repository -> repositories.add(Map.of(
                        "slug",
                        repository.id(),
                        "uuid",
                        uuid("c", repositories.size() + 1),
                        "name",
                        repository.id(),
                        "project",
                        repository.project(),
                        "isPrivate",
                        true,
                        "description",
                        "")));
        return repositories;
    }

    private List<Map<String, Object>> permissions() {
        List<Map<String, Object>> permissions = new ArrayList<>();
        company.planted().forEach((pair, role) -> {
            if (pair.place().site().equals(site) && pair.place().kind() != Kind.GROUP) {
                permissions.add(Map.of(
                        on(pair.place()), pair.place().id(), "user", site.account(pair.person()), "permission", role));
            }
        });
        company.groupRights().stream()
                .filter(right -> right.on().site().equals(site))
                .forEach(right -> permissions.add(Map.of(
                        on(right.on()), right.on().id(), "group", right.group().id(), "permission", right.role())));
        return permissions;
    }

    private static String on(Place place) {
        return place.kind() == Kind.PROJECT ? "project" : "repository";
    }

    private String uuid(String kind, int id) {
        return "{%s%d000000-0000-4000-8000-%012d}".formatted(kind, number, id);
    }
}
