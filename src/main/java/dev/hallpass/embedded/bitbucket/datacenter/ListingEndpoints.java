package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Projects and repositories, as far as the caller may see them. */
final class ListingEndpoints {

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/application-properties", ListingEndpoints::properties),
                Route.of("GET", "/projects", this::projects),
                Route.of("GET", "/projects/{projectKey}", this::project),
                Route.of("GET", "/projects/{projectKey}/repos", this::repositoriesOfProject),
                Route.of("GET", "/projects/{projectKey}/repos/{repositorySlug}", this::repository),
                Route.of("GET", "/repos", this::repositories));
    }

    private static Reply properties(ApiRequest request) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("version", "9.4.0");
        document.put("buildNumber", "9004000");
        document.put("buildDate", "1732000000000");
        document.put("displayName", "Bitbucket");
        return Reply.ok(document);
    }

    private Reply projects(ApiRequest request) {
        refuseAnonymous(request);
        Permission wanted = asked(request, Target.Kind.PROJECT);
        String name = Directory.folded(request.call().parameter("name").orElse(""));
        List<Seed.Project> projects = request.directory().projects().stream()
                .filter(project -> Directory.folded(project.name()).contains(name))
                .filter(project ->
                        wanted == null ? sees(request, project) : holds(request, Target.project(project.id()), wanted))
                .toList();
        return request.paging().answer(projects, request.documents()::project);
    }

    private Reply project(ApiRequest request) {
        Seed.Project project = request.project();
        if (!sees(request, project)) {
            throw request.caller() == null ? Errors.anonymous() : Errors.notPermitted();
        }
        return Reply.ok(request.documents().project(project));
    }

    private Reply repositoriesOfProject(ApiRequest request) {
        Seed.Project project = request.project();
        if (!sees(request, project)) {
            throw request.caller() == null ? Errors.anonymous() : Errors.notPermitted();
        }
        List<Directory.Repository> repositories = request.directory().repositories(project).stream()
                .filter(repository -> sees(request, repository))
                .toList();
        return request.paging().answer(repositories, request.documents()::repository);
    }

    private Reply repository(ApiRequest request) {
        Directory.Repository repository = request.repository();
        if (!sees(request, repository)) {
            throw request.caller() == null ? Errors.anonymous() : Errors.notPermitted();
        }
        return Reply.ok(request.documents().repository(repository));
    }

    private Reply repositories(ApiRequest request) {
        refuseAnonymous(request);
        Permission wanted = asked(request, Target.Kind.REPOSITORY);
        String archived = request.call().parameter("archived").orElse("ACTIVE");
        String name =
                Directory.folded(request.call().parameter("name").orElse("").strip());
        String key = Directory.folded(
                request.call().parameter("projectkey").orElse("").strip());
        List<Directory.Repository> repositories = request.directory().repositories().stream()
                .filter(repository -> archived.equalsIgnoreCase("ALL")
                        || repository.archived() == archived.equalsIgnoreCase("ARCHIVED"))
                .filter(repository -> Directory.folded(repository.name()).contains(name))
                .filter(repository -> key.isEmpty()
                        || Directory.folded(request.directory()
                                        .projectOf(repository)
                                        .key())
                                .equals(key))
                .filter(repository -> wanted == null
                        ? sees(request, repository)
                        : holds(request, Target.repository(repository.id()), wanted))
                .toList();
        return request.paging().answer(repositories, request.documents()::repository);
    }

    private static void refuseAnonymous(ApiRequest request) {
        if (!request.quirks().anonymousAccess()) {
            request.requireCaller();
        }
    }

    private static @Nullable Permission asked(ApiRequest request, Target.Kind kind) {
        String text = request.call().parameter("permission").orElse(null);
        return text == null
                ? null
                : Permission.parse(text)
                        .filter(permission -> permission.kind() == kind)
                        .orElseThrow(() -> Errors.invalid("There is no such permission"));
    }

    private static boolean sees(ApiRequest request, Directory.Repository repository) {
        return repository.isPublic()
                || request.directory().projectOf(repository).isPublic()
                || holds(request, Target.repository(repository.id()), Permission.REPO_READ);
    }

    private static boolean sees(ApiRequest request, Seed.Project project) {
        return project.isPublic()
                || holds(request, Target.project(project.id()), Permission.PROJECT_VIEW)
                || request.directory().repositories(project).stream().anyMatch(repository -> sees(request, repository));
    }

    private static boolean holds(ApiRequest request, Target target, Permission wanted) {
        Caller caller = request.caller();
        if (caller == null) {
            return false;
        }
        Permission held = caller.on(target, request.state());
        return held != null && held.includes(wanted);
    }
}
