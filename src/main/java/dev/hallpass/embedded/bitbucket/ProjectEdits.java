package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What an administrator does by hand to projects, with none of the API's rules; webhooks tell of it. */
final class ProjectEdits {

    record ProjectFields(
            @Nullable String key,
            @Nullable String uuid,
            @Nullable String name,
            @Nullable Boolean isPrivate) {}

    private final WorkspaceState state;
    private final EditEvents events;
    private final RepositoryEdits repositories;
    private final Lookup lookup;

    ProjectEdits(WorkspaceState state, EditEvents events, RepositoryEdits repositories) {
        this.state = state;
        this.events = events;
        this.repositories = repositories;
        this.lookup = new Lookup(state);
    }

    List<ControlRoute> routes() {
        return List.of(
                ControlRoute.of("POST", "projects", this::addProject),
                ControlRoute.doing("PUT", "projects/{id}", this::changeProject),
                ControlRoute.doing("DELETE", "projects/{id}", this::deleteProject));
    }

    private Reply addProject(ControlRoute.Request request) {
        ProjectFields fields = request.body(ProjectFields.class);
        if (fields.key() == null || state.directory().project(fields.key()).isPresent()) {
            throw RefusedException.of(400, "key is missing, or is taken.");
        }
        String uuid = NewIds.orNew(fields.uuid());
        Seed.Project added = changed(new Seed.Project(fields.key(), uuid, fields.key(), true), fields);
        state.change(at -> new Change.ProjectSet(at, added));
        return NewIds.created(uuid);
    }

    private void changeProject(ControlRoute.Request request) {
        Seed.Project before = lookup.project(request.variable("id"));
        Seed.Project after = changed(before, request.body(ProjectFields.class));
        if (state.directory()
                .project(after.key())
                .filter(other -> !other.uuid().equals(before.uuid()))
                .isPresent()) {
            throw RefusedException.of(400, "There is already a project of this key.");
        }
        state.change(at -> new Change.ProjectSet(at, after));
        ObjectNode payload = events.about(request, after);
        ObjectNode changes = payload.putObject("changes");
        EditEvents.change(changes, "key", before.key(), after.key());
        EditEvents.change(changes, "name", before.name(), after.name());
        events.send("project:updated", payload);
    }

    private void deleteProject(ControlRoute.Request request) {
        Seed.Project project = lookup.project(request.variable("id"));
        List<Seed.Repository> inside = state.directory().repositories().stream()
                .filter(repository -> repository.project().equals(project.key()))
                .toList();
        boolean all = request.call().parameter("repositories").orElse("").equals("true");
        if (!inside.isEmpty() && !all) {
            throw RefusedException.of(409, "The project has repositories.");
        }
        inside.forEach(repository -> repositories.remove(request, repository));
        state.change(at -> new Change.ProjectDeleted(at, project.uuid()));
    }

    private static Seed.Project changed(Seed.Project before, ProjectFields fields) {
        return new Seed.Project(
                fields.key() == null ? before.key() : fields.key(),
                before.uuid(),
                fields.name() == null ? before.name() : fields.name(),
                fields.isPrivate() == null ? before.isPrivate() : fields.isPrivate());
    }
}
