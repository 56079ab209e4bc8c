package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What an administrator does by hand to repositories, with none of the API's rules; webhooks tell of it. */
final class RepositoryEdits {

    record Destination(String workspace) {}

    record RepositoryFields(
            @Nullable String slug,
            @Nullable String uuid,
            @Nullable String name,
            @Nullable String project,
            @Nullable Boolean isPrivate,
            @Nullable String description) {}

    private final WorkspaceState state;
    private final EditEvents events;
    private final Lookup lookup;

    RepositoryEdits(WorkspaceState state, EditEvents events) {
        this.state = state;
        this.events = events;
        this.lookup = new Lookup(state);
    }

    List<ControlRoute> routes() {
        return List.of(
                ControlRoute.of("POST", "repositories", this::addRepository),
                ControlRoute.doing("PUT", "repositories/{id}", this::changeRepository),
                ControlRoute.doing("POST", "repositories/{id}/transfer", this::transferRepository),
                ControlRoute.doing("DELETE", "repositories/{id}", this::deleteRepository));
    }

    private Reply addRepository(ControlRoute.Request request) {
        RepositoryFields fields = request.body(RepositoryFields.class);
        if (fields.slug() == null) {
            throw RefusedException.of(400, "slug is missing.");
        }
        String uuid = NewIds.orNew(fields.uuid());
        Seed.Repository blank = new Seed.Repository(fields.slug(), uuid, fields.slug(), "", true, "");
        Seed.Repository added =
                changed(blank, fields, lookup.project(fields.project()).key());
        state.change(at -> new Change.RepositorySet(at, added));
        events.send("repo:created", events.about(request, added));
        return NewIds.created(uuid);
    }

    private void changeRepository(ControlRoute.Request request) {
        Seed.Repository before = lookup.repository(request.variable("id"));
        RepositoryFields fields = request.body(RepositoryFields.class);
        String project = fields.project() == null
                ? before.project()
                : lookup.project(fields.project()).key();
        Seed.Repository after = changed(before, fields, project);
        state.change(at -> new Change.RepositorySet(at, after));
        ObjectNode payload = events.about(request, after);
        ObjectNode changes = payload.putObject("changes");
        EditEvents.change(changes, "slug", before.slug(), after.slug());
        EditEvents.change(changes, "name", before.name(), after.name());
        EditEvents.change(changes, "full_name", fullName(before), fullName(after));
        EditEvents.change(changes, "project", before.project(), after.project());
        events.send("repo:updated", payload);
    }

    private void transferRepository(ControlRoute.Request request) {
        Seed.Repository repository = lookup.repository(request.variable("id"));
        String workspace = request.body(Destination.class).workspace();
        ObjectNode payload = events.about(request, repository);
        payload.putObject("previous_workspace")
                .put("slug", state.directory().workspace().slug());
        payload.putObject("new_workspace").put("slug", workspace);
        state.change(at -> new Change.RepositoryDeleted(at, repository.uuid()));
        events.send("repo:transfer", payload);
    }

    private void deleteRepository(ControlRoute.Request request) {
        remove(request, lookup.repository(request.variable("id")));
    }

    /** Deletes it, and tells of it. */
    void remove(ControlRoute.Request request, Seed.Repository repository) {
        ObjectNode payload = events.about(request, repository);
        state.change(at -> new Change.RepositoryDeleted(at, repository.uuid()));
        events.send("repo:deleted", payload);
    }

    private Seed.Repository changed(Seed.Repository before, RepositoryFields fields, String project) {
        String slug = fields.slug() == null ? before.slug() : fields.slug();
        if (!slug.matches("[a-z0-9._-]{1,62}")) {
            throw RefusedException.of(400, "This is no slug.");
        }
        if (state.directory()
                .repository(slug)
                .filter(other -> !other.uuid().equals(before.uuid()))
                .isPresent()) {
            throw RefusedException.of(400, "There is already a repository of this slug.");
        }
        return new Seed.Repository(
                slug,
                before.uuid(),
                fields.name() == null ? before.name() : fields.name(),
                project,
                fields.isPrivate() == null ? before.isPrivate() : fields.isPrivate(),
                fields.description() == null ? before.description() : fields.description());
    }

    private String fullName(Seed.Repository repository) {
        return state.directory().workspace().slug() + "/" + repository.slug();
    }
}
