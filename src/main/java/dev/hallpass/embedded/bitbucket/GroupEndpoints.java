package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Groups, which are still in the API's version 1.0: bare arrays without pages. Once the workspace is administered
 * centrally, they can only be read.
 */
final class GroupEndpoints {

    private static final String MEMBER = "/groups/{workspace}/{group}/members/{member}";

    private final WorkspaceState state;

    GroupEndpoints(WorkspaceState state) {
        this.state = state;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/groups", Scope.READ_WORKSPACE, this::search),
                Route.of("GET", "/groups/{workspace}", Scope.READ_WORKSPACE, this::groups),
                Route.of("GET", "/groups/{workspace}/{group}/members", Scope.READ_WORKSPACE, this::members),
                Route.of("PUT", MEMBER, Scope.ADMIN_WORKSPACE, this::add),
                Route.of("DELETE", MEMBER, Scope.ADMIN_WORKSPACE, this::remove));
    }

    private Reply groups(ApiRequest request) {
        request.requireCaller();
        request.requireWorkspace();
        return answer(
                request,
                request.directory().groups().stream()
                        .filter(group -> mayRead(request, group))
                        .toList());
    }

    /** {@code ?group=workspace/slug}: an empty list, not an error, for a group that the caller is not in. */
    private Reply search(ApiRequest request) {
        request.requireCaller();
        List<String> wanted = request.call().values("group");
        String prefix = request.directory().workspace().slug() + "/";
        return answer(
                request,
                request.directory().groups().stream()
                        .filter(group -> wanted.contains(prefix + group.slug()))
                        .filter(group -> mayRead(request, group))
                        .toList());
    }

    private Reply members(ApiRequest request) {
        request.requireCaller();
        request.requireWorkspace();
        Seed.Group group = group(request);
        if (!mayRead(request, group)) {
            throw RefusedException.of(403, "Forbidden");
        }
        return Reply.ok(members(request, group));
    }

    private Reply add(ApiRequest request) {
        Seed.Group group = changeable(request);
        Seed.User user = request.directory()
                .user(request.variable("member"))
                .filter(Seed.User::isMember)
                .orElseThrow(() -> RefusedException.of(404, "There is no such member of the workspace."));
        if (present(group).contains(user.uuid())) {
            int status = request.quirks().presentMemberStatus();
            if (status >= 300) {
                throw RefusedException.of(status, "The user is in this group already.");
            }
        } else {
            state.setMembership(group.slug(), user.uuid(), true);
        }
        return Reply.ok(request.documents().member(user));
    }

    private Reply remove(ApiRequest request) {
        Seed.Group group = changeable(request);
        Seed.User user = request.directory()
                .user(request.variable("member"))
                .orElseThrow(() -> RefusedException.of(404, "There is no such user."));
        if (present(group).contains(user.uuid())) {
            state.setMembership(group.slug(), user.uuid(), false);
        } else if (request.quirks().absentMemberStatus() >= 300) {
            throw RefusedException.of(request.quirks().absentMemberStatus(), "The user is not in this group.");
        }
        return Reply.noContent();
    }

    private Seed.Group changeable(ApiRequest request) {
        Caller caller = request.requireCaller();
        request.requireWorkspace();
        if (!caller.ownsWorkspace()) {
            throw RefusedException.of(403, "Forbidden");
        }
        if (request.quirks().adminHubMigrated()) {
            throw RefusedException.of(
                    request.quirks().adminHubStatus(),
                    "The groups of this workspace are administered at admin.atlassian.com.");
        }
        return group(request);
    }

    private static Seed.Group group(ApiRequest request) {
        String slug = request.variable("group");
        return request.directory()
                .group(slug)
                .orElseThrow(() -> RefusedException.of(404, "There is no group '" + slug + "'."));
    }

    /** For those who own the workspace, and those who are in the group. */
    private boolean mayRead(ApiRequest request, Seed.Group group) {
        Caller caller = request.requireCaller();
        Seed.User user = caller.user();
        return caller.ownsWorkspace()
                || caller.isAccessToken()
                || (user != null && present(group).contains(user.uuid()));
    }

    private Set<String> present(Seed.Group group) {
        return state.memberships().members(group.slug(), Duration.ZERO);
    }

    private Reply answer(ApiRequest request, List<Seed.Group> groups) {
        Documents documents = request.documents();
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Seed.Group group : groups) {
            ObjectNode document = documents.group(group);
            document.putNull("permission");
            document.put("auto_add", false);
            document.put("email_forwarding_disabled", false);
            document.set("members", members(request, group));
            array.add(document);
        }
        return Reply.ok(array);
    }

    private ArrayNode members(ApiRequest request, Seed.Group group) {
        Documents documents = request.documents();
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        state.memberships().members(group.slug(), request.age()).stream()
                .flatMap(uuid -> request.directory().user(uuid).stream())
                .map(documents::member)
                .forEach(array::add);
        return array;
    }
}
