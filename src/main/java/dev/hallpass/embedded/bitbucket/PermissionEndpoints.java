package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code permissions-config}: the explicit permissions of users and groups, on repositories and projects. */
final class PermissionEndpoints {

    private final WorkspaceState state;
    private final PermissionTargets targets;
    private final JsonMapper json;

    PermissionEndpoints(WorkspaceState state, PermissionTargets targets, JsonMapper json) {
        this.state = state;
        this.targets = targets;
        this.json = json;
    }

    /** The four operations for one kind of target and one kind of holder. */
    List<Route> routes(Target.Kind target, Holder.Kind holder) {
        boolean repositories = target == Target.Kind.REPOSITORY;
        String list =
                (repositories ? "/repositories/{workspace}/{target}" : "/workspaces/{workspace}/projects/{target}")
                        + "/permissions-config/" + (holder == Holder.Kind.USER ? "users" : "groups");
        String one = list + "/{holder}";
        Scope read = repositories ? Scope.READ_REPOSITORY_PERMISSIONS : Scope.READ_PROJECT_PERMISSIONS;
        Scope write = repositories ? Scope.WRITE_REPOSITORY_PERMISSIONS : Scope.WRITE_PROJECT_PERMISSIONS;
        Scope delete = repositories ? Scope.DELETE_REPOSITORY_PERMISSIONS : Scope.DELETE_PROJECT_PERMISSIONS;
        return List.of(
                Route.of("GET", list, read, request -> list(request, target, holder)),
                Route.of("GET", one, read, request -> get(request, target, holder)),
                Route.of("PUT", one, write, request -> put(request, target, holder)),
                Route.of("DELETE", one, delete, request -> delete(request, target, holder)));
    }

    private Reply list(ApiRequest request, Target.Kind kind, Holder.Kind holders) {
        PermissionTargets.Found found = targets.find(request, kind);
        // Who is being deleted at this instant may still have a row.
        List<Map.Entry<String, Level>> rows =
                state.permissions().levels(found.target(), holders, request.age()).entrySet().stream()
                        .filter(row -> holders == Holder.Kind.GROUP
                                ? request.directory().group(row.getKey()).isPresent()
                                : request.directory().user(row.getKey()).isPresent())
                        .toList();
        return new Listing<>(request.call(), rows)
                .withoutSize()
                .answer(row -> document(request, found, new Holder(holders, row.getKey()), row.getValue()));
    }

    private Reply get(ApiRequest request, Target.Kind kind, Holder.Kind holders) {
        PermissionTargets.Found found = targets.find(request, kind);
        Holder holder = holder(request, holders);
        Level level = state.permissions().level(found.target(), holder, request.age());
        if (level == Level.NONE && request.quirks().noneIsNotFound()) {
            throw RefusedException.of(404, "There is no explicit permission.");
        }
        return Reply.ok(document(request, found, holder, level));
    }

    private Reply put(ApiRequest request, Target.Kind kind, Holder.Kind holders) {
        PermissionTargets.Found found = targets.find(request, kind);
        Holder holder = holder(request, holders);
        Level level = requestedLevel(request, kind);
        if (holders == Holder.Kind.USER) {
            Seed.User user = request.directory().user(holder.id()).orElseThrow();
            requireUpdatable(request, user);
            requireSeats(request, Set.of(user.uuid()));
        } else {
            requireSeats(request, state.memberships().members(holder.id(), Duration.ZERO));
        }
        state.setPermission(found.target(), holder, level);
        return Reply.ok(document(request, found, holder, level));
    }

    private Reply delete(ApiRequest request, Target.Kind kind, Holder.Kind holders) {
        PermissionTargets.Found found = targets.find(request, kind);
        Holder holder = holder(request, holders);
        if (state.permissions().level(found.target(), holder, Duration.ZERO) != Level.NONE) {
            state.setPermission(found.target(), holder, Level.NONE);
        } else if (request.quirks().nothingToDeleteStatus() != 204) {
            throw RefusedException.of(request.quirks().nothingToDeleteStatus(), "There is no explicit permission.");
        }
        return Reply.noContent();
    }

    private static Holder holder(ApiRequest request, Holder.Kind kind) {
        String id = request.variable("holder");
        if (kind == Holder.Kind.USER) {
            return request.directory()
                    .user(id)
                    .map(user -> Holder.user(user.uuid()))
                    .orElseThrow(() -> RefusedException.of(404, "There is no user '" + id + "'."));
        }
        return request.directory()
                .group(id)
                .map(group -> Holder.group(group.slug()))
                .orElseThrow(() -> RefusedException.of(404, "There is no group '" + id + "'."));
    }

    /** Members only, and never the owner. */
    private static void requireUpdatable(ApiRequest request, Seed.User user) {
        if (!user.isMember()) {
            throw RefusedException.of(
                    request.quirks().nonMemberStatus(), "This user cannot be updated: not a member of the workspace.");
        }
        if (user.isOwner()) {
            throw RefusedException.of(400, "This user cannot be updated: the owner of the workspace.");
        }
    }

    /** Everybody who gets access takes a seat, as long as the plan has them. */
    private void requireSeats(ApiRequest request, Set<String> users) {
        Integer replaced = request.quirks().seatLimit();
        Integer limit =
                replaced != null ? replaced : request.directory().workspace().seatLimit();
        if (limit == null) {
            return;
        }
        Set<String> taken = state.effective(Duration.ZERO).seats();
        long more = users.stream().filter(user -> !taken.contains(user)).count();
        if (more > 0 && taken.size() + more > limit) {
            throw RefusedException.of(402, "The workspace has reached the user limit of its plan.");
        }
    }

    /** The body is exactly {@code {"permission": level}}. */
    private Level requestedLevel(ApiRequest request, Target.Kind kind) {
        Set<Level> allowed = kind == Target.Kind.REPOSITORY ? Level.ON_REPOSITORIES : Level.ON_PROJECTS;
        JsonNode body;
        try {
            body = json.readTree(request.call().body());
        } catch (JacksonException e) {
            throw RefusedException.of(400, "The body is not JSON.");
        }
        JsonNode permission = body.path("permission");
        if (!body.isObject() || body.size() != 1 || !permission.isString()) {
            throw RefusedException.of(400, "The body must have permission, and nothing else.");
        }
        return Level.parse(permission.asString())
                .filter(allowed::contains)
                .orElseThrow(() -> RefusedException.of(400, "The permission is not valid."));
    }

    private static ObjectNode document(ApiRequest request, PermissionTargets.Found found, Holder holder, Level level) {
        Documents documents = request.documents();
        String type = found.name() + (holder.kind() == Holder.Kind.USER ? "_user_permission" : "_group_permission");
        String list = found.path() + "/permissions-config/";
        ObjectNode document;
        if (holder.kind() == Holder.Kind.USER) {
            Seed.User user = request.directory().user(holder.id()).orElseThrow();
            document = documents.permission(type, level, list + "users/" + Documents.encode(user.accountId()));
            document.set("user", documents.user(user));
        } else {
            Seed.Group group = request.directory().group(holder.id()).orElseThrow();
            document = documents.permission(type, level, list + "groups/" + Documents.encode(group.slug()));
            document.set("group", documents.group(group));
        }
        document.set(found.name(), found.document());
        return document;
    }
}
