package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Groups and who is in them. */
final class GroupEndpoints {

    private final Server server;
    private final LevelGuard guard;
    private final JsonMapper json;

    GroupEndpoints(Server server, LevelGuard guard, JsonMapper json) {
        this.server = server;
        this.guard = guard;
        this.json = json;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/groups", this::names),
                Route.of("GET", "/admin/groups", this::groups),
                Route.of("GET", "/admin/groups/more-members", this::members),
                Route.of("GET", "/admin/users/more-members", this::groupsOfUser),
                Route.of("POST", "/admin/groups/add-users", request -> {
                    JsonNode body = body(request);
                    return change(request, List.of(text(body, "group")), texts(body, "users"), true);
                }),
                Route.of("POST", "/admin/users/add-groups", request -> {
                    JsonNode body = body(request);
                    return change(request, texts(body, "groups"), List.of(text(body, "user")), true);
                }),
                // The four below put the group and the user into the same two fields, in different order.
                Route.of("POST", "/admin/groups/add-user", request -> single(request, "context", "itemName", true)),
                Route.of("POST", "/admin/groups/remove-user", request -> single(request, "context", "itemName", false)),
                Route.of("POST", "/admin/users/add-group", request -> single(request, "itemName", "context", true)),
                Route.of(
                        "POST", "/admin/users/remove-group", request -> single(request, "itemName", "context", false)));
    }

    private Reply names(ApiRequest request) {
        request.requireCaller();
        return request.paging().answer(matching(request), group -> StringNode.valueOf(group.name()));
    }

    private Reply groups(ApiRequest request) {
        request.requireCaller();
        return request.paging().answer(matching(request), request.documents()::detailedGroup);
    }

    private static List<ServerState.Group> matching(ApiRequest request) {
        return request.state().allGroups().stream()
                .filter(group -> PermissionEndpoints.matches(request, group))
                .toList();
    }

    private Reply members(ApiRequest request) {
        request.requireCaller();
        String name = context(request);
        List<Seed.User> members = request.state().group(name).stream()
                .flatMap(group -> group.members().stream())
                .flatMap(id -> request.directory().user(id).stream())
                .filter(user -> PermissionEndpoints.matches(request, user))
                .toList();
        return request.paging().answer(members, request.documents()::detailedUser);
    }

    private Reply groupsOfUser(ApiRequest request) {
        request.requireCaller();
        String name = context(request);
        Seed.User user = request.directory().user(name).orElse(null);
        List<ServerState.Group> groups = matching(request).stream()
                .filter(group -> user != null && group.members().contains(user.id()))
                .toList();
        return request.paging().answer(groups, request.documents()::detailedGroup);
    }

    private static String context(ApiRequest request) {
        return request.call().parameter("context").orElseThrow(() -> Errors.invalid("context must be given"));
    }

    private Reply single(ApiRequest request, String groupField, String userField, boolean member) {
        JsonNode body = body(request);
        return change(request, List.of(text(body, groupField)), List.of(text(body, userField)), member);
    }

    private Reply change(ApiRequest request, List<String> groups, List<String> users, boolean member) {
        request.require(Permission.ADMIN, Target.SERVER);
        for (String group : groups) {
            server.change((state, now) -> {
                String known = state.group(group)
                        .orElseThrow(() -> Errors.noGroup(group))
                        .name();
                List<Integer> ids = users.stream()
                        .map(user -> state.directory()
                                .user(user)
                                .orElseThrow(() -> Errors.noUser(user))
                                .id())
                        .toList();
                boolean already = state.groups()
                        .getOrDefault(Directory.folded(known), new ServerState.Group(known, Set.of()))
                        .members()
                        .containsAll(ids);
                if (!member && !already && request.quirks().removalOfNonMemberStatus() == 404) {
                    throw Errors.noUser(users.getFirst());
                }
                Change.MembershipSet change = new Change.MembershipSet(now, Directory.folded(known), ids, member);
                guard.checkMembership(request, state, change);
                return change;
            });
        }
        return new Reply(200, Map.of(), new byte[0]);
    }

    private JsonNode body(ApiRequest request) {
        request.requireCaller();
        try {
            return json.readTree(request.call().body());
        } catch (JacksonException e) {
            throw Errors.invalid("The body cannot be read");
        }
    }

    private static String text(JsonNode body, String field) {
        String text = body.path(field).asString("");
        if (text.isEmpty()) {
            throw Errors.invalid(field + " must be given");
        }
        return text;
    }

    private static List<String> texts(JsonNode body, String field) {
        List<String> texts =
                body.path(field).valueStream().map(each -> each.asString("")).toList();
        if (texts.isEmpty()) {
            throw Errors.invalid(field + " must be given");
        }
        return texts;
    }
}
