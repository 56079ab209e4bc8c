package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call of the API that has found its route.
 *
 * @param call as it came in
 * @param variables the decoded path segments by their names in the route
 * @param caller who calls, null for nobody in particular
 * @param state the server as the answer shall show it
 * @param quirks the switches as they are set
 */
record ApiRequest(
        HttpCall call,
        Map<String, String> variables,
        @Nullable Caller caller,
        ServerState state,
        Quirks quirks) {

    String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    Directory directory() {
        return state.directory();
    }

    EffectivePermissions effective() {
        return new EffectivePermissions(state);
    }

    /** @throws dev.hallpass.embedded.bitbucket.http.RefusedException 401 if nobody in particular calls */
    Caller requireCaller() {
        if (caller == null) {
            throw Errors.anonymous();
        }
        return caller;
    }

    /** @throws dev.hallpass.embedded.bitbucket.http.RefusedException 401 unless the caller holds at least this */
    Caller require(Permission permission, Target target) {
        Caller known = requireCaller();
        Permission held = known.on(target, state);
        if (held == null || !held.includes(permission)) {
            throw Errors.notPermitted();
        }
        return known;
    }

    Seed.Project project() {
        String key = variable("projectKey");
        return directory().project(key).orElseThrow(() -> Errors.noProject(key));
    }

    /** What the path names: a repository, a project, or the server. */
    Target target() {
        if (variables.containsKey("repositorySlug")) {
            return Target.repository(repository().id());
        }
        return variables.containsKey("projectKey") ? Target.project(project().id()) : Target.SERVER;
    }

    Directory.Repository repository() {
        String path = project(variable("projectKey")) + "/" + variable("repositorySlug");
        return directory()
                .repository(path)
                .or(() -> quirks.movedAnswers() == Quirks.Moved.ALIAS
                        ? directory().formerlyAt(path)
                        : Optional.empty())
                .orElseThrow(() -> Errors.noRepository(path));
    }

    private String project(String key) {
        boolean aliased = quirks.movedAnswers() == Quirks.Moved.ALIAS
                && directory()
                        .formerlyAt(key + "/" + variable("repositorySlug"))
                        .isPresent();
        if (!aliased) {
            project();
        }
        return key;
    }

    /** The names given, each of its own parameter. */
    List<String> names(String parameter) {
        return call.values(parameter);
    }

    Paging paging() {
        return new Paging(call, quirks);
    }

    Documents documents() {
        return new Documents(state, quirks);
    }
}
