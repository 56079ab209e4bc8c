package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a control names; refuses with 400 what is not named at all, and with 404 what does not exist. */
final class Lookup {

    private final WorkspaceState state;

    Lookup(WorkspaceState state) {
        this.state = state;
    }

    Seed.Repository repository(@Nullable String id) {
        return found("repository", id, state.directory().repository(given("repository", id)));
    }

    Seed.Project project(@Nullable String id) {
        return found("project", id, state.directory().project(given("project", id)));
    }

    Seed.User user(@Nullable String id) {
        return found("user", id, state.directory().user(given("user", id)));
    }

    Seed.Group group(@Nullable String slug) {
        return found("group", slug, state.directory().group(given("group", slug)));
    }

    private static String given(String what, @Nullable String id) {
        if (id == null) {
            throw RefusedException.of(400, what + " is missing.");
        }
        return id;
    }

    private static <T> T found(String what, @Nullable String id, Optional<T> thing) {
        return thing.orElseThrow(() -> RefusedException.of(404, "There is no " + what + " '" + id + "'."));
    }
}
