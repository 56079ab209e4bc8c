package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Users, by name, by group, and by what they may do. */
final class UserEndpoints {

    private static final int MOST_FILTERS = 50;

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/users", this::users),
                Route.of("GET", "/users/{userSlug}", this::user),
                Route.of("GET", "/admin/users", this::detailedUsers));
    }

    private Reply users(ApiRequest request) {
        request.requireCaller();
        Predicate<Seed.User> wanted = user -> PermissionEndpoints.matches(request, user);
        Optional<String> group = request.call().parameter("group");
        if (group.isPresent()) {
            wanted = wanted.and(user -> request.state()
                    .group(group.get())
                    .filter(found -> found.members().contains(user.id()))
                    .isPresent());
        }
        for (Predicate<Seed.User> filter : permissionFilters(request)) {
            wanted = wanted.and(filter);
        }
        List<Seed.User> users = request.directory().users().stream()
                .filter(wanted)
                .sorted(Comparator.comparing(Seed.User::name))
                .toList();
        return request.paging().answer(users, request.documents()::user);
    }

    private static List<Predicate<Seed.User>> permissionFilters(ApiRequest request) {
        List<Predicate<Seed.User>> filters = new ArrayList<>();
        if (request.quirks().permissionFilters()) {
            filter(request, "permission").ifPresent(filters::add);
            for (int number = 1; number <= MOST_FILTERS; number++) {
                Optional<Predicate<Seed.User>> filter = filter(request, "permission." + number);
                if (filter.isEmpty()) {
                    break;
                }
                filters.add(filter.get());
            }
        }
        return filters;
    }

    /** Counts what a user may do by all paths together. */
    private static Optional<Predicate<Seed.User>> filter(ApiRequest request, String root) {
        Optional<String> text = request.call().parameter(root);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Permission wanted = Permission.parse(text.get()).orElseThrow(() -> Errors.invalid(root + " is no permission"));
        Target target = switch (wanted.kind()) {
            case GLOBAL -> Target.SERVER;
            case PROJECT -> project(request, root);
            case REPOSITORY -> repository(request, root);
        };
        EffectivePermissions effective = request.effective();
        return Optional.of(user -> {
            Permission held = effective.on(target, user);
            return held != null && held.includes(wanted);
        });
    }

    private static Target project(ApiRequest request, String root) {
        Optional<String> id = request.call().parameter(root + ".projectId");
        Optional<String> key = request.call().parameter(root + ".projectKey");
        return request.directory().projects().stream()
                .filter(project -> id.isPresent()
                        ? id.get().equals(Integer.toString(project.id()))
                        : key.filter(project.key()::equalsIgnoreCase).isPresent())
                .findFirst()
                .map(project -> Target.project(project.id()))
                .orElseThrow(() -> Errors.invalid(root + " points to no project"));
    }

    private static Target repository(ApiRequest request, String root) {
        Optional<String> id = request.call().parameter(root + ".repositoryId");
        String path = request.call().parameter(root + ".projectKey").orElse("") + "/"
                + request.call().parameter(root + ".repositorySlug").orElse("");
        return request.directory().repositories().stream()
                .filter(repository -> id.isPresent()
                        ? id.get().equals(Integer.toString(repository.id()))
                        : request.directory().path(repository).equalsIgnoreCase(path))
                .findFirst()
                .map(repository -> Target.repository(repository.id()))
                .orElseThrow(() -> Errors.invalid(root + " points to no repository"));
    }

    private Reply user(ApiRequest request) {
        request.requireCaller();
        String slug = request.variable("userSlug");
        return request.directory()
                .userBySlug(slug)
                .map(user -> Reply.ok(request.documents().user(user)))
                .orElseThrow(() -> Errors.noUser(slug));
    }

    private Reply detailedUsers(ApiRequest request) {
        request.requireCaller();
        List<Seed.User> users = request.directory().users().stream()
                .filter(user -> PermissionEndpoints.matches(request, user))
                .toList();
        return request.paging().answer(users, request.documents()::detailedUser);
    }
}
