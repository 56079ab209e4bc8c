package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an administrator does by hand, with none of the API's rules; webhooks tell of it as Bitbucket's do. */
final class WorkspaceEdits {

    record Name(String name) {}

    record Membership(@Nullable String membership) {}

    record Destination(String workspace) {}

    record RepositoryFields(
            @Nullable String slug,
            @Nullable String uuid,
            @Nullable String name,
            @Nullable String project,
            @Nullable Boolean isPrivate,
            @Nullable String description) {}

    record ProjectFields(
            @Nullable String key,
            @Nullable String uuid,
            @Nullable String name,
            @Nullable Boolean isPrivate) {}

    private final WorkspaceState state;
    private final Webhooks webhooks;
    private final Supplier<Quirks> quirks;
    private final Lookup lookup;

    WorkspaceEdits(WorkspaceState state, Webhooks webhooks, Supplier<Quirks> quirks) {
        this.state = state;
        this.webhooks = webhooks;
        this.quirks = quirks;
        this.lookup = new Lookup(state);
    }

    List<ControlRoute> routes() {
        return List.of(
                ControlRoute.doing("PUT", "permissions", r -> setPermission(r.body(Seed.Permission.class))),
                ControlRoute.doing("PUT", "groups/{group}/members/{user}", r -> setMember(r, true)),
                ControlRoute.doing("DELETE", "groups/{group}/members/{user}", r -> setMember(r, false)),
                ControlRoute.doing("PUT", "groups/{group}", this::setGroup),
                ControlRoute.doing("DELETE", "groups/{group}", this::deleteGroup),
                ControlRoute.doing("POST", "users", this::addUser),
                ControlRoute.doing("PUT", "users/{user}/membership", this::setMembership),
                ControlRoute.doing("DELETE", "users/{user}", this::deleteUser),
                ControlRoute.of("POST", "repositories", this::addRepository),
                ControlRoute.doing("PUT", "repositories/{id}", this::changeRepository),
                ControlRoute.doing("POST", "repositories/{id}/transfer", this::transferRepository),
                ControlRoute.doing("DELETE", "repositories/{id}", this::deleteRepository),
                ControlRoute.of("POST", "projects", this::addProject),
                ControlRoute.doing("PUT", "projects/{id}", this::changeProject),
                ControlRoute.doing("DELETE", "projects/{id}", this::deleteProject),
                ControlRoute.of("GET", "webhooks", r -> Reply.ok(r.tree(webhooks.hooks()))),
                ControlRoute.of("POST", "webhooks", r -> created(webhooks.add(r.body(Webhooks.Hook.class)))),
                ControlRoute.doing("DELETE", "webhooks", r -> webhooks.clear()),
                ControlRoute.of("GET", "webhooks/deliveries", r -> Reply.ok(r.tree(webhooks.deliveries()))));
    }

    private void setPermission(Seed.Permission permission) {
        Target target = permission.project() == null
                ? Target.repository(lookup.repository(permission.repository()).uuid())
                : Target.project(lookup.project(permission.project()).uuid());
        Holder holder = permission.group() == null
                ? Holder.user(lookup.user(permission.user()).uuid())
                : Holder.group(lookup.group(permission.group()).slug());
        Level level = Level.parse(permission.permission())
                .orElseThrow(() -> RefusedException.of(400, "There is no such permission."));
        state.setPermission(target, holder, level);
    }

    private void setMember(ControlRoute.Request request, boolean member) {
        String group = lookup.group(request.variable("group")).slug();
        state.setMembership(group, lookup.user(request.variable("user")).uuid(), member);
    }

    private void setGroup(ControlRoute.Request request) {
        Seed.Group group = new Seed.Group(
                request.variable("group"), request.body(Name.class).name(), Set.of());
        state.change(at -> new Change.GroupSet(at, group));
    }

    private void deleteGroup(ControlRoute.Request request) {
        String slug = lookup.group(request.variable("group")).slug();
        state.change(at -> new Change.GroupDeleted(at, slug));
    }

    private void addUser(ControlRoute.Request request) {
        Seed.User user = request.body(Seed.User.class);
        state.change(at -> new Change.UserSet(at, user));
    }

    private void setMembership(ControlRoute.Request request) {
        Seed.User user = lookup.user(request.variable("user"));
        String membership = request.body(Membership.class).membership();
        if (membership == null) {
            state.change(at -> new Change.UserLeft(at, user.uuid(), quirks.get().permissionsOutlastMembership()));
        } else if (List.of("owner", "member", "collaborator").contains(membership)) {
            state.change(at -> new Change.UserSet(at, user.as(membership)));
        } else {
            throw RefusedException.of(400, "There is no such membership.");
        }
    }

    private void deleteUser(ControlRoute.Request request) {
        String uuid = lookup.user(request.variable("user")).uuid();
        state.change(at -> new Change.UserDeleted(at, uuid));
    }

    private Reply addRepository(ControlRoute.Request request) {
        RepositoryFields fields = request.body(RepositoryFields.class);
        if (fields.slug() == null) {
            throw RefusedException.of(400, "slug is missing.");
        }
        String uuid = orNew(fields.uuid());
        Seed.Repository blank = new Seed.Repository(fields.slug(), uuid, fields.slug(), "", true, "");
        Seed.Repository added =
                changed(blank, fields, lookup.project(fields.project()).key());
        state.change(at -> new Change.RepositorySet(at, added));
        webhooks.send("repo:created", event(request, added));
        return created(uuid);
    }

    private void changeRepository(ControlRoute.Request request) {
        Seed.Repository before = lookup.repository(request.variable("id"));
        RepositoryFields fields = request.body(RepositoryFields.class);
        String project = fields.project() == null
                ? before.project()
                : lookup.project(fields.project()).key();
        Seed.Repository after = changed(before, fields, project);
        state.change(at -> new Change.RepositorySet(at, after));
        ObjectNode payload = event(request, after);
        ObjectNode changes = payload.putObject("changes");
        change(changes, "slug", before.slug(), after.slug());
        change(changes, "name", before.name(), after.name());
        change(changes, "full_name", fullName(before), fullName(after));
        change(changes, "project", before.project(), after.project());
        webhooks.send("repo:updated", payload);
    }

    private void transferRepository(ControlRoute.Request request) {
        Seed.Repository repository = lookup.repository(request.variable("id"));
        String workspace = request.body(Destination.class).workspace();
        ObjectNode payload = event(request, repository);
        payload.putObject("previous_workspace")
                .put("slug", state.directory().workspace().slug());
        payload.putObject("new_workspace").put("slug", workspace);
        state.change(at -> new Change.RepositoryDeleted(at, repository.uuid()));
        webhooks.send("repo:transfer", payload);
    }

    private void deleteRepository(ControlRoute.Request request) {
        remove(request, lookup.repository(request.variable("id")));
    }

    private void remove(ControlRoute.Request request, Seed.Repository repository) {
        ObjectNode payload = event(request, repository);
        state.change(at -> new Change.RepositoryDeleted(at, repository.uuid()));
        webhooks.send("repo:deleted", payload);
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

    private Reply addProject(ControlRoute.Request request) {
        ProjectFields fields = request.body(ProjectFields.class);
        if (fields.key() == null || state.directory().project(fields.key()).isPresent()) {
            throw RefusedException.of(400, "key is missing, or is taken.");
        }
        String uuid = orNew(fields.uuid());
        Seed.Project added = changed(new Seed.Project(fields.key(), uuid, fields.key(), true), fields);
        state.change(at -> new Change.ProjectSet(at, added));
        return created(uuid);
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
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.set("project", documents(request).project(after));
        ObjectNode changes = payload.putObject("changes");
        change(changes, "key", before.key(), after.key());
        change(changes, "name", before.name(), after.name());
        webhooks.send("project:updated", payload);
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
        inside.forEach(repository -> remove(request, repository));
        state.change(at -> new Change.ProjectDeleted(at, project.uuid()));
    }

    private static Seed.Project changed(Seed.Project before, ProjectFields fields) {
        return new Seed.Project(
                fields.key() == null ? before.key() : fields.key(),
                before.uuid(),
                fields.name() == null ? before.name() : fields.name(),
                fields.isPrivate() == null ? before.isPrivate() : fields.isPrivate());
    }

    private ObjectNode event(ControlRoute.Request request, Seed.Repository repository) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.set("repository", documents(request).repository(repository));
        return payload;
    }

    private Documents documents(ControlRoute.Request request) {
        return new Documents(state.directory(), request.call().origin() + "/2.0", quirks.get());
    }

    private String fullName(Seed.Repository repository) {
        return state.directory().workspace().slug() + "/" + repository.slug();
    }

    private static void change(ObjectNode changes, String field, String before, String after) {
        if (!before.equals(after)) {
            changes.putObject(field).put("old", before).put("new", after);
        }
    }

    private static Reply created(String uuid) {
        return Reply.json(201, JsonNodeFactory.instance.objectNode().put("uuid", uuid));
    }

    private static String orNew(@Nullable String uuid) {
        return uuid == null ? "{" + UUID.randomUUID() + "}" : uuid;
    }
}
