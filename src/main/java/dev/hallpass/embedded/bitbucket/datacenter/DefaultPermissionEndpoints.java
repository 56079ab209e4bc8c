package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/** What everybody has on a project. */
final class DefaultPermissionEndpoints {

    private static final String PATH = "/projects/{projectKey}/permissions/{permission}/all";

    private final Server server;

    DefaultPermissionEndpoints(Server server) {
        this.server = server;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", PATH, this::get), Route.of("POST", PATH, this::post));
    }

    private Reply get(ApiRequest request) {
        Target project = Target.project(request.project().id());
        request.require(Permission.PROJECT_ADMIN, project);
        Permission asked = permission(request);
        return Reply.ok(JsonNodeFactory.instance
                .objectNode()
                .put("permitted", request.state().defaults().get(project.id()) == asked));
    }

    private Reply post(ApiRequest request) {
        Target project = Target.project(request.project().id());
        request.require(Permission.PROJECT_ADMIN, project);
        Permission asked = permission(request);
        String allow = request.call().parameter("allow").orElse("");
        if (!allow.equals("true") && !allow.equals("false")) {
            throw Errors.invalid("allow must be true or false");
        }
        server.change((state, now) -> {
            Permission before = state.defaults().get(project.id());
            Permission after = allow.equals("true") ? asked : before == asked ? null : before;
            return new Change.DefaultSet(now, project.id(), after);
        });
        return Reply.noContent();
    }

    private static Permission permission(ApiRequest request) {
        return Permission.parse(request.variable("permission"))
                .filter(permission -> permission.kind() == Target.Kind.PROJECT && permission.givable())
                .orElseThrow(() -> Errors.invalid("There is no such permission of a project"));
    }
}
