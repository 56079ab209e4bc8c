package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code permissions/search}: principals with a permission on the project or repository itself or on what is above it.
 * The description of the API gives no form for the answer; this one is as of the lists of direct permissions.
 */
final class PermissionSearchEndpoints {

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/projects/{projectKey}/permissions/search", this::search),
                Route.of("GET", "/projects/{projectKey}/repos/{repositorySlug}/permissions/search", this::search));
    }

    private Reply search(ApiRequest request) {
        Target target = request.target();
        boolean repository = target.kind() == Target.Kind.REPOSITORY;
        request.require(repository ? Permission.REPO_ADMIN : Permission.PROJECT_ADMIN, target);
        Set<Permission> wanted = wanted(request);
        List<Target> levels = new ArrayList<>(List.of(target));
        if (repository) {
            levels.add(Target.project(request.repository().project()));
        }
        levels.add(Target.SERVER);
        String type = request.call().parameter("type").orElse("");
        List<ObjectNode> found = new ArrayList<>();
        for (Target level : levels) {
            for (Map.Entry<Holder, Permission> row : request.state().on(level).entrySet()) {
                if (wanted.isEmpty() || wanted.contains(row.getValue())) {
                    add(request, row.getKey(), row.getValue(), type, found);
                }
            }
        }
        return request.paging().answer(found, document -> document);
    }

    private static void add(
            ApiRequest request, Holder holder, Permission permission, String type, List<ObjectNode> found) {
        String text = Directory.folded(request.call().parameter("filterText").orElse(""));
        if (holder.kind() == Holder.Kind.USER && !type.equals("GROUP")) {
            request.directory()
                    .user(Integer.parseInt(holder.id()))
                    .filter(user -> Directory.folded(user.name()).contains(text))
                    .ifPresent(user -> found.add(request.documents().permitted(user, permission)));
        }
        if (holder.kind() == Holder.Kind.GROUP && !type.equals("USER")) {
            request.state()
                    .group(holder.id())
                    .filter(group -> Directory.folded(group.name()).contains(text))
                    .ifPresent(group -> found.add(request.documents().permitted(group, permission)));
        }
    }

    private static Set<Permission> wanted(ApiRequest request) {
        Set<Permission> wanted = new LinkedHashSet<>();
        for (String each : request.names("permission")) {
            wanted.add(Permission.parse(each).orElseThrow(() -> Errors.invalid("There is no such permission")));
        }
        return wanted;
    }
}
