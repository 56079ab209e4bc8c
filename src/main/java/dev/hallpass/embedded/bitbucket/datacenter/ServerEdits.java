package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an administrator does by hand, with none of the API's rules. Throws IllegalArgumentException for nonsense. */
final class ServerEdits {

    private final Server server;

    ServerEdits(Server server) {
        this.server = server;
    }

    void setPermission(Seed.Permitted wanted) {
        server.change((state, now) -> new Change.PermissionSet(
                now,
                state.target(wanted.project(), wanted.repository()),
                List.of(state.holder(wanted.user(), wanted.group())),
                level(wanted.permission())));
    }

    void setDefault(Seed.Permitted wanted) {
        server.change((state, now) ->
                new Change.DefaultSet(now, state.target(wanted.project(), null).id(), level(wanted.permission())));
    }

    void setMember(String group, String user, boolean member) {
        server.change((state, now) -> new Change.MembershipSet(
                now,
                state.holder(null, group).id(),
                List.of(Integer.parseInt(state.holder(user, null).id())),
                member));
    }

    void deleteUser(String name) {
        server.change((state, now) -> new Change.UserDeleted(
                now, Integer.parseInt(state.holder(name, null).id())));
    }

    /** Renames or moves a repository. */
    void move(String path, @Nullable String project, @Nullable String slug) {
        server.change((state, now) -> {
            Directory.Repository repository = repository(state, path);
            int target = project == null
                    ? repository.project()
                    : state.target(project, null).id();
            Directory.Repository moved = repository.at(target, slug == null ? repository.slug() : slug);
            return new Change.RepositoryPut(now, free(state, moved));
        });
    }

    void create(String project, String slug) {
        server.change((state, now) -> {
            int id = state.directory().repositories().stream()
                            .mapToInt(Directory.Repository::id)
                            .max()
                            .orElse(0)
                    + 1000;
            return new Change.RepositoryPut(
                    now,
                    free(
                            state,
                            new Directory.Repository(
                                    id, state.target(project, null).id(), slug, slug, false, false)));
        });
    }

    private static Directory.Repository free(ServerState state, Directory.Repository repository) {
        String path = state.directory().path(repository);
        if (state.directory().repository(path).isPresent()) {
            throw new IllegalArgumentException("there is already a repository at " + path);
        }
        return repository;
    }

    void deleteRepository(String path) {
        server.change((state, now) ->
                new Change.RepositoryDeleted(now, repository(state, path).id()));
    }

    void createProject(String key) {
        server.change((state, now) -> {
            int id = state.directory().projects().stream()
                            .mapToInt(Seed.Project::id)
                            .max()
                            .orElse(0)
                    + 1000;
            return new Change.ProjectAdded(now, new Seed.Project(id, key, key, false, null, null));
        });
    }

    void renameProject(String key, String other) {
        server.change((state, now) ->
                new Change.ProjectRenamed(now, state.target(key, null).id(), other));
    }

    void deleteProject(String key) {
        server.change((state, now) ->
                new Change.ProjectDeleted(now, state.target(key, null).id()));
    }

    void reset() {
        server.change((state, now) -> new Change.Reset(now));
    }

    /** Direct and effective permission of {@code user} on {@code repository}, {@code project}, or the server. */
    ObjectNode levels(HttpCall call) {
        ServerState state = server.state();
        Target target = state.target(
                call.parameter("project").orElse(null),
                call.parameter("repository").orElse(null));
        Holder holder = state.holder(
                call.parameter("user").orElse(null), call.parameter("group").orElse(null));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("explicit", text(state.on(target).get(holder)));
        if (holder.kind() == Holder.Kind.USER) {
            state.directory()
                    .user(Integer.parseInt(holder.id()))
                    .ifPresent(
                            user -> document.put("effective", text(new EffectivePermissions(state).on(target, user))));
        }
        return document;
    }

    /** Whether {@code user} is in {@code group}. */
    ObjectNode member(HttpCall call) {
        ServerState state = server.state();
        int user = Integer.parseInt(
                state.holder(call.parameter("user").orElse(""), null).id());
        boolean member = state.group(call.parameter("group").orElse(""))
                .map(group -> group.members().contains(user))
                .orElse(false);
        return JsonNodeFactory.instance.objectNode().put("member", member);
    }

    private static String text(@Nullable Permission permission) {
        return permission == null ? "none" : permission.name();
    }

    private static @Nullable Permission level(@Nullable String text) {
        if (text == null || text.equals("none")) {
            return null;
        }
        return Permission.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("there is no permission '" + text + "'"));
    }

    private static Directory.Repository repository(ServerState state, String path) {
        return state.directory()
                .repository(path)
                .orElseThrow(() -> new IllegalArgumentException("there is no repository '" + path + "'"));
    }

    static String text(JsonNode body, String field) {
        String text = body.path(field).asString("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return text;
    }

    static @Nullable String textOrNull(JsonNode body, String field) {
        String text = body.path(field).asString("");
        return text.isEmpty() ? null : text;
    }
}
