package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Direct permissions of users and groups on repositories, on projects, and on the whole server. */
final class PermissionEndpoints {

    private final Server server;
    private final LevelGuard guard;

    PermissionEndpoints(Server server, LevelGuard guard) {
        this.server = server;
        this.guard = guard;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (String path : List.of(
                "/projects/{projectKey}/repos/{repositorySlug}/permissions",
                "/projects/{projectKey}/permissions",
                "/admin/permissions")) {
            routes.add(Route.of("GET", path + "/users", this::users));
            routes.add(Route.of("GET", path + "/groups", this::groups));
            routes.add(Route.of("GET", path + "/users/none", this::usersWithout));
            routes.add(Route.of("GET", path + "/groups/none", this::groupsWithout));
            routes.add(Route.of("PUT", path + "/users", request -> put(request, Holder.Kind.USER)));
            routes.add(Route.of("PUT", path + "/groups", request -> put(request, Holder.Kind.GROUP)));
            routes.add(Route.of("DELETE", path + "/users", request -> delete(request, Holder.Kind.USER)));
            routes.add(Route.of("DELETE", path + "/groups", request -> delete(request, Holder.Kind.GROUP)));
            if (!path.startsWith("/admin")) {
                routes.add(Route.of("DELETE", path, this::deleteSeveral));
            }
        }
        return routes;
    }

    private Reply users(ApiRequest request) {
        Target target = administered(request);
        Map<Holder, Permission> rows = request.state().on(target);
        List<Seed.User> users = request.directory().users().stream()
                .filter(user -> rows.containsKey(Holder.user(user.id())))
                .filter(user -> matches(request, user))
                .sorted(Comparator.comparing(Seed.User::name))
                .toList();
        return request.paging()
                .answer(users, user -> request.documents().permitted(user, row(rows, Holder.user(user.id()))));
    }

    private Reply groups(ApiRequest request) {
        Target target = administered(request);
        Map<Holder, Permission> rows = request.state().on(target);
        List<ServerState.Group> groups = request.state().allGroups().stream()
                .filter(group -> rows.containsKey(Holder.group(group.name())))
                .filter(group -> matches(request, group))
                .toList();
        return request.paging()
                .answer(groups, group -> request.documents().permitted(group, row(rows, Holder.group(group.name()))));
    }

    private Reply usersWithout(ApiRequest request) {
        Map<Holder, Permission> rows = request.state().on(administered(request));
        List<Seed.User> users = request.directory().users().stream()
                .filter(user -> user.active() && !rows.containsKey(Holder.user(user.id())))
                .filter(user -> matches(request, user))
                .toList();
        return request.paging().answer(users, request.documents()::user);
    }

    private Reply groupsWithout(ApiRequest request) {
        Target target = administered(request);
        Map<Holder, Permission> rows = request.state().on(target);
        List<ServerState.Group> groups = request.state().allGroups().stream()
                .filter(group -> !rows.containsKey(Holder.group(group.name())))
                .filter(group -> matches(request, group))
                .toList();
        Reply reply = request.paging().answer(groups, request.documents()::detailedGroup);
        // The description of the API says 202 for projects, of all.
        return target.kind() == Target.Kind.PROJECT ? new Reply(202, reply.headers(), reply.body()) : reply;
    }

    private Reply put(ApiRequest request, Holder.Kind kind) {
        Target target = administered(request);
        Permission permission = Permission.parse(
                        request.call().parameter("permission").orElse(null))
                .filter(parsed -> parsed.kind() == target.kind() && parsed.givable())
                .orElseThrow(() -> Errors.invalid("A valid permission must be given"));
        List<String> names = request.names("name");
        if (names.isEmpty()) {
            throw Errors.invalid("At least one name must be given");
        }
        server.change((state, now) -> {
            List<Holder> holders = holders(state, kind, names, request.quirks());
            Change.PermissionSet change = new Change.PermissionSet(now, target, holders, permission);
            guard.checkPut(request, state, change);
            return change;
        });
        return Reply.noContent();
    }

    private Reply delete(ApiRequest request, Holder.Kind kind) {
        Target target = administered(request);
        String name = request.call().parameter("name").orElseThrow(() -> Errors.invalid("A name must be given"));
        return remove(
                request,
                target,
                kind == Holder.Kind.USER ? List.of(name) : List.of(),
                kind == Holder.Kind.GROUP ? List.of(name) : List.of());
    }

    private Reply deleteSeveral(ApiRequest request) {
        Target target = administered(request);
        List<String> users = request.names("user");
        List<String> groups = request.names("group");
        if (users.isEmpty() && groups.isEmpty()) {
            throw Errors.invalid("At least one user or group must be given");
        }
        return remove(request, target, users, groups);
    }

    private Reply remove(ApiRequest request, Target target, List<String> users, List<String> groups) {
        boolean[] found = {false};
        server.change((state, now) -> {
            List<Holder> holders = new ArrayList<>(holders(state, Holder.Kind.USER, users, Quirks.USUAL));
            holders.addAll(holders(state, Holder.Kind.GROUP, groups, Quirks.USUAL));
            found[0] = holders.stream().anyMatch(state.on(target)::containsKey);
            Change.PermissionSet change = new Change.PermissionSet(now, target, holders, null);
            guard.checkDelete(request, state, change);
            return change;
        });
        int without = request.quirks().deleteWithoutRowStatus();
        return found[0] || without == 204
                ? Reply.noContent()
                : Errors.reply(without, "There is no such permission.", null);
    }

    /** Projects and repositories need their administrators, the server its own. */
    private static Target administered(ApiRequest request) {
        Target target;
        try {
            target = request.target();
        } catch (RefusedException e) {
            boolean bare = request.call().method().equals("DELETE")
                    && !request.variables().containsKey("repositorySlug")
                    && e.reply().status() == 404;
            request.requireCaller();
            throw bare ? Errors.noProjectWithoutException(request.variable("projectKey")) : e;
        }
        request.require(
                switch (target.kind()) {
                    case REPOSITORY -> Permission.REPO_ADMIN;
                    case PROJECT -> Permission.PROJECT_ADMIN;
                    case GLOBAL -> Permission.ADMIN;
                },
                target);
        return target;
    }

    private static List<Holder> holders(ServerState state, Holder.Kind kind, List<String> names, Quirks quirks) {
        return names.stream()
                .map(name -> kind == Holder.Kind.USER
                        ? state.directory()
                                .user(name)
                                .map(user -> Holder.user(user.id()))
                                .orElseThrow(() -> unknownUser(name, quirks))
                        : state.group(name)
                                .map(group -> Holder.group(group.name()))
                                .orElseThrow(() -> Errors.noGroup(name)))
                .toList();
    }

    private static RefusedException unknownUser(String name, Quirks quirks) {
        RefusedException usual = Errors.noSuchUser(name);
        Reply reply = usual.reply();
        return reply.status() == quirks.unknownUserStatus()
                ? usual
                : new RefusedException(new Reply(quirks.unknownUserStatus(), reply.headers(), reply.body()));
    }

    private static Permission row(Map<Holder, Permission> rows, Holder holder) {
        Permission permission = rows.get(holder);
        if (permission == null) {
            throw new IllegalStateException("no row of " + holder);
        }
        return permission;
    }

    /** {@code filter} is contained, in any case, in name, display name or address. */
    static boolean matches(ApiRequest request, Seed.User user) {
        String filter = Directory.folded(request.call().parameter("filter").orElse(""));
        return Directory.folded(user.name()).contains(filter)
                || Directory.folded(user.displayName()).contains(filter)
                || Directory.folded(user.email()).contains(filter);
    }

    static boolean matches(ApiRequest request, ServerState.Group group) {
        return Directory.folded(group.name())
                .contains(Directory.folded(request.call().parameter("filter").orElse("")));
    }
}
