package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Repositories and projects, as far as the caller may see them. */
final class RepositoryEndpoints {

    private final WorkspaceState state;

    RepositoryEndpoints(WorkspaceState state) {
        this.state = state;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/repositories/{workspace}", Scope.READ_REPOSITORY, this::repositories),
                Route.of("GET", "/repositories/{workspace}/{target}", Scope.READ_REPOSITORY, this::repository),
                Route.of("GET", "/workspaces/{workspace}/projects", Scope.READ_PROJECT, this::projects),
                Route.of("GET", "/workspaces/{workspace}/projects/{target}", Scope.READ_PROJECT, this::project));
    }

    private Reply repositories(ApiRequest request) {
        request.requireWorkspace();
        Level least = request.call()
                .parameter("role")
                .map(RepositoryEndpoints::levelOfRole)
                .orElse(Level.READ);
        EffectiveLevels effective = state.effective(request.age());
        List<Seed.Repository> all = request.directory().repositories();
        List<Seed.Repository> visible =
                request.caller() != null && request.caller().ownsWorkspace()
                        ? all
                        : all.stream()
                                .filter(repository ->
                                        level(request, effective, repository).compareTo(least) >= 0)
                                .toList();
        Documents documents = request.documents();
        return new Listing<>(request.call(), visible)
                .asFor(request.quirks())
                .filteredBy((repository, name) -> field(request, repository, name))
                .answer(documents::repository);
    }

    private Reply repository(ApiRequest request) {
        request.requireWorkspace();
        String id = request.variable("target");
        Seed.Repository repository = request.directory()
                .repository(id)
                .orElseThrow(() -> RefusedException.of(404, "Repository " + id + " not found."));
        if (level(request, state.effective(request.age()), repository) == Level.NONE) {
            throw RefusedException.of(403, "Forbidden");
        }
        return Reply.ok(request.documents().repository(repository));
    }

    private Reply projects(ApiRequest request) {
        request.requireCaller();
        request.requireWorkspace();
        Documents documents = request.documents();
        return new Listing<>(request.call(), request.directory().projects())
                .asFor(request.quirks())
                .filteredBy((project, name) -> switch (name) {
                    case "key" -> project.key();
                    case "name" -> project.name();
                    case "uuid" -> project.uuid();
                    case "is_private" -> Boolean.toString(project.isPrivate());
                    default -> throw unknownField(name);
                })
                .answer(documents::project);
    }

    private Reply project(ApiRequest request) {
        request.requireCaller();
        request.requireWorkspace();
        String key = request.variable("target");
        return request.directory()
                .project(key)
                .map(project -> Reply.ok(request.documents().project(project)))
                .orElseThrow(() -> RefusedException.of(404, "No project with key '" + key + "'."));
    }

    private static Level level(ApiRequest request, EffectiveLevels effective, Seed.Repository repository) {
        Caller caller = request.caller();
        if (caller == null) {
            return repository.isPrivate() ? Level.NONE : Level.READ;
        }
        Seed.User user = caller.user();
        return user == null ? Level.READ : effective.of(user, repository);
    }

    private static Level levelOfRole(String role) {
        return switch (role) {
            case "member" -> Level.READ;
            case "contributor" -> Level.WRITE;
            case "admin", "owner" -> Level.ADMIN;
            default -> throw RefusedException.of(400, "There is no role '" + role + "'.");
        };
    }

    private static @Nullable String field(ApiRequest request, Seed.Repository repository, String name) {
        return switch (name) {
            case "full_name" -> request.directory().workspace().slug() + "/" + repository.slug();
            case "description" -> repository.description();
            case "project.uuid" ->
                request.directory()
                        .project(repository.project())
                        .map(Seed.Project::uuid)
                        .orElse(null);
            case "project.name" ->
                request.directory()
                        .project(repository.project())
                        .map(Seed.Project::name)
                        .orElse(null);
            case "uuid" -> repository.uuid();
            case "slug" -> repository.slug();
            case "name" -> repository.name();
            case "project.key" -> repository.project();
            case "is_private" -> Boolean.toString(repository.isPrivate());
            default -> throw unknownField(name);
        };
    }

    private static RefusedException unknownField(String name) {
        return RefusedException.of(400, "There is no field " + name + " to filter or sort by.");
    }
}
