package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import tools.jackson.databind.node.ObjectNode;

/** Finds the repository or project of a request, for callers who may administer it. */
final class PermissionTargets {

    /**
     * A repository or project.
     *
     * @param target its id
     * @param path its address within the API
     * @param name {@code repository} or {@code project}, for the documents
     * @param document it, as it stands in permissions
     */
    record Found(Target target, String path, String name, ObjectNode document) {}

    private final WorkspaceState state;

    PermissionTargets(WorkspaceState state) {
        this.state = state;
    }

    /**
     * Checks in Bitbucket's order: the caller's rights first, then whether there is such a thing.
     *
     * @throws RefusedException 401, 403 or 404
     */
    Found find(ApiRequest request, Target.Kind kind) {
        Caller caller = request.requireCaller();
        request.requireWorkspace();
        return kind == Target.Kind.REPOSITORY ? repository(request, caller) : project(request, caller);
    }

    Seed.Repository requireRepository(ApiRequest request, Caller caller) {
        String id = request.variable("target");
        Seed.Repository repository = request.directory().repository(id).orElse(null);
        Seed.User user = caller.user();
        boolean admin = caller.administersWorkspace(request.quirks())
                || (repository != null
                        && user != null
                        && state.effective(request.age()).of(user, repository) == Level.ADMIN);
        requireAdmin(admin);
        if (repository == null) {
            throw RefusedException.of(404, "Repository " + workspace(request) + "/" + id + " not found.");
        }
        return repository;
    }

    private Found repository(ApiRequest request, Caller caller) {
        Seed.Repository repository = requireRepository(request, caller);
        return new Found(
                Target.repository(repository.uuid()),
                "/repositories/" + workspace(request) + "/" + Documents.encode(repository.slug()),
                "repository",
                request.documents().repository(repository));
    }

    private Found project(ApiRequest request, Caller caller) {
        String key = request.variable("target");
        Seed.Project project = request.directory().project(key).orElse(null);
        Seed.User user = caller.user();
        boolean admin = caller.administersWorkspace(request.quirks())
                || (project != null
                        && user != null
                        && state.effective(request.age()).of(user, project) == Level.ADMIN);
        requireAdmin(admin);
        if (project == null) {
            throw RefusedException.of(404, "No project with key '" + key + "'.");
        }
        return new Found(
                Target.project(project.uuid()),
                "/workspaces/" + workspace(request) + "/projects/" + Documents.encode(project.key()),
                "project",
                request.documents().project(project));
    }

    private static void requireAdmin(boolean admin) {
        if (!admin) {
            throw RefusedException.of(403, "Forbidden");
        }
    }

    private static String workspace(ApiRequest request) {
        return Documents.encode(request.directory().workspace().slug());
    }
}
