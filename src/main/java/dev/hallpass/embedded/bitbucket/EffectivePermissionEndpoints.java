package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What users may do in the end, by repository, for the whole workspace, and for the caller alone. */
final class EffectivePermissionEndpoints {

    private record Row(Seed.User user, Seed.Repository repository, Level level) {

        @Nullable
        String field(String name) {
            return switch (name) {
                case "permission" -> level.text();
                case "user.uuid" -> user.uuid();
                case "user.account_id" -> user.accountId();
                case "user.nickname" -> user.nickname();
                case "user.display_name" -> user.displayName();
                case "repository.uuid" -> repository.uuid();
                case "repository.name" -> repository.name();
                case "repository.slug" -> repository.slug();
                default -> throw RefusedException.of(400, "There is no field " + name + " to filter or sort by.");
            };
        }
    }

    private final WorkspaceState state;
    private final PermissionTargets targets;

    EffectivePermissionEndpoints(WorkspaceState state, PermissionTargets targets) {
        this.state = state;
        this.targets = targets;
    }

    List<Route> routes() {
        return List.of(
                Route.of(
                        "GET",
                        "/workspaces/{workspace}/permissions/repositories/{target}",
                        Scope.READ_REPOSITORY,
                        this::ofRepository),
                Route.of(
                        "GET",
                        "/workspaces/{workspace}/permissions/repositories",
                        Scope.READ_REPOSITORY,
                        this::ofWorkspace),
                Route.of(
                        "GET",
                        "/user/workspaces/{workspace}/permissions/repositories",
                        Scope.READ_REPOSITORY,
                        this::ofCaller));
    }

    private Reply ofRepository(ApiRequest request) {
        Caller caller = request.requireCaller();
        request.requireWorkspace();
        Seed.Repository repository = targets.requireRepository(request, caller);
        return answer(request, rows(request, request.directory().members(), List.of(repository)));
    }

    private Reply ofWorkspace(ApiRequest request) {
        Caller caller = request.requireCaller();
        request.requireWorkspace();
        if (!caller.ownsWorkspace()) {
            throw RefusedException.of(403, "Forbidden");
        }
        return answer(
                request,
                rows(
                        request,
                        request.directory().members(),
                        request.directory().seed().repositories()));
    }

    private Reply ofCaller(ApiRequest request) {
        Seed.User user = request.requireCaller().user();
        request.requireWorkspace();
        if (user == null) {
            throw RefusedException.of(403, "Forbidden");
        }
        return answer(
                request, rows(request, List.of(user), request.directory().seed().repositories()));
    }

    private List<Row> rows(ApiRequest request, Iterable<Seed.User> users, List<Seed.Repository> repositories) {
        EffectiveLevels effective = state.effective(request.age());
        List<Row> rows = new ArrayList<>();
        for (Seed.Repository repository : repositories) {
            for (Seed.User user : users) {
                Level level = effective.of(user, repository);
                if (level != Level.NONE) {
                    rows.add(new Row(user, repository, level));
                }
            }
        }
        return rows;
    }

    private static Reply answer(ApiRequest request, List<Row> rows) {
        if (request.quirks().filtersRefused()) {
            request.call()
                    .parameter("q")
                    .map(Filter::parse)
                    .filter(filter -> !filter.fields().stream().allMatch("permission"::equals))
                    .ifPresent(filter -> {
                        throw RefusedException.of(400, "This filter is not supported.");
                    });
        }
        Documents documents = request.documents();
        return new Listing<>(request.call(), rows).filteredBy(Row::field).answer(row -> document(documents, row));
    }

    private static ObjectNode document(Documents documents, Row row) {
        return documents.effectivePermission(row.user(), row.repository(), row.level());
    }
}
