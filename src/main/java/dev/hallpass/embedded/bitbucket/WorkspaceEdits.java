package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.RefusedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an administrator does by hand, with none of the API's rules. */
final class WorkspaceEdits {

    private final WorkspaceState state;

    WorkspaceEdits(WorkspaceState state) {
        this.state = state;
    }

    void setPermission(Seed.Permission permission) {
        Target target = permission.project() == null
                ? Target.repository(repository(permission.repository()).uuid())
                : Target.project(project(permission.project()).uuid());
        Holder holder = permission.group() == null
                ? Holder.user(user(permission.user()).uuid())
                : Holder.group(group(permission.group()).slug());
        Level level = Level.parse(permission.permission())
                .orElseThrow(() -> RefusedException.of(400, "There is no such permission."));
        state.setPermission(target, holder, level);
    }

    void deleteUser(String id) {
        state.deleteUser(user(id).uuid());
    }

    void renameRepository(String id, String slug) {
        if (!slug.matches("[a-z0-9._-]{1,62}")) {
            throw RefusedException.of(400, "This is no slug.");
        }
        if (state.directory().repository(slug).isPresent()) {
            throw RefusedException.of(400, "There is already a repository of this slug.");
        }
        state.renameRepository(repository(id).uuid(), slug);
    }

    void deleteRepository(String id) {
        state.deleteRepository(repository(id).uuid());
    }

    /** Explicit and effective level of {@code user} on {@code repository}. */
    ObjectNode levels(HttpCall call) {
        Seed.Repository repository = repository(call.parameter("repository").orElse(null));
        Seed.User user = user(call.parameter("user").orElse(null));
        Level explicit = state.permissions()
                .level(Target.repository(repository.uuid()), Holder.user(user.uuid()), Duration.ZERO);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("repository", repository.slug());
        document.put("user", user.accountId());
        document.put("explicit", explicit.text());
        document.put(
                "effective", state.effective(Duration.ZERO).of(user, repository).text());
        return document;
    }

    private Seed.Repository repository(@Nullable String id) {
        return state.directory().repository(given("repository", id)).orElseThrow(() -> unknown("repository", id));
    }

    private Seed.Project project(@Nullable String id) {
        return state.directory().project(given("project", id)).orElseThrow(() -> unknown("project", id));
    }

    private Seed.User user(@Nullable String id) {
        return state.directory().user(given("user", id)).orElseThrow(() -> unknown("user", id));
    }

    private Seed.Group group(@Nullable String slug) {
        return state.directory().group(given("group", slug)).orElseThrow(() -> unknown("group", slug));
    }

    private static String given(String what, @Nullable String id) {
        if (id == null) {
            throw RefusedException.of(400, what + " is missing.");
        }
        return id;
    }

    private static RefusedException unknown(String what, @Nullable String id) {
        return RefusedException.of(404, "There is no " + what + " '" + id + "'.");
    }
}
