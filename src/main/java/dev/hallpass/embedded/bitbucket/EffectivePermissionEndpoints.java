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
        requireSupported(request);
        Documents documents = request.documents();
        return new Listing<>(request.call(), rows(request, state.effective(request.age()), repository))
                .asFor(request.quirks())
                .filteredBy(Row::field)
                .answer(row -> document(documents, row));
    }

    /** Bitbucket sorts it too; here that would make the list of every page anew, and is done for small workspaces only. */
    private Reply ofWorkspace(ApiRequest request) {
        Caller caller = request.requireCaller();
        request.requireWorkspace();
        if (!caller.administersWorkspace(request.quirks())) {
            throw RefusedException.of(403, "Forbidden");
        }
        requireSupported(request);
        List<Seed.Repository> repositories = request.directory().repositories();
        EffectiveLevels effective = state.effective(request.age());
        Documents documents = request.documents();
        if (request.call().parameter("sort").isPresent()) {
            List<Row> rows = repositories.stream()
                    .flatMap(repository -> rows(request, effective, repository).stream())
                    .toList();
            return new Listing<>(request.call(), rows)
                    .asFor(request.quirks())
                    .filteredBy(Row::field)
                    .answer(row -> document(documents, row));
        }
        return new LongListing<Seed.Repository, Row>(
                        request.call(), repositories, repository -> rows(request, effective, repository))
                .answer(Row::field, row -> document(documents, row));
    }

    private Reply ofCaller(ApiRequest request) {
        Seed.User user = request.requireCaller().user();
        request.requireWorkspace();
        if (user == null) {
            throw RefusedException.of(403, "Forbidden");
        }
        requireSupported(request);
        EffectiveLevels effective = state.effective(request.age());
        List<Row> rows = request.directory().repositories().stream()
                .map(repository -> new Row(user, repository, effective.of(user, repository)))
                .filter(row -> row.level() != Level.NONE)
                .toList();
        Documents documents = request.documents();
        return new Listing<>(request.call(), rows)
                .asFor(request.quirks())
                .filteredBy(Row::field)
                .answer(row -> document(documents, row));
    }

    private static List<Row> rows(ApiRequest request, EffectiveLevels effective, Seed.Repository repository) {
        List<Row> rows = new ArrayList<>();
        effective
                .on(repository)
                .forEach((uuid, level) ->
                        request.directory().user(uuid).ifPresent(user -> rows.add(new Row(user, repository, level))));
        return rows;
    }

    private static void requireSupported(ApiRequest request) {
        if (request.quirks().filtersRefused()) {
            request.call()
                    .parameter("q")
                    .map(Filter::parse)
                    .filter(filter -> !filter.fields().stream().allMatch("permission"::equals))
                    .ifPresent(filter -> {
                        throw RefusedException.of(400, "This filter is not supported.");
                    });
        }
    }

    private static ObjectNode document(Documents documents, Row row) {
        return documents.effectivePermission(row.user(), row.repository(), row.level());
    }
}
