package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The workspace, its members, and accounts. */
final class PeopleEndpoints {

    private static final int MOST_ADDRESSES = 90;

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/workspaces/{workspace}", Scope.READ_WORKSPACE, this::workspace),
                Route.of("GET", "/workspaces/{workspace}/members", Scope.READ_WORKSPACE, this::members),
                Route.of("GET", "/workspaces/{workspace}/members/{member}", Scope.READ_WORKSPACE, this::member),
                Route.of("GET", "/workspaces/{workspace}/permissions", Scope.READ_WORKSPACE, this::permissions),
                Route.of("GET", "/user", Scope.READ_USER, this::caller),
                Route.of("GET", "/users/{user}", Scope.READ_USER, this::user),
                Route.of("GET", "/user/workspaces", Scope.READ_WORKSPACE, this::workspacesOfCaller),
                Route.of(
                        "GET",
                        "/user/workspaces/{workspace}/permission",
                        Scope.READ_WORKSPACE,
                        this::permissionOfCaller));
    }

    private Reply workspace(ApiRequest request) {
        request.requireCaller();
        request.requireWorkspace();
        return Reply.ok(request.documents().workspace());
    }

    private Reply members(ApiRequest request) {
        Caller caller = request.requireCaller();
        request.requireWorkspace();
        request.call().parameter("q").map(Filter::parse).ifPresent(filter -> {
            if (filter.fields().contains("user.email") && !caller.seesAddresses()) {
                throw RefusedException.of(400, "Only administrators may ask for addresses.");
            }
            if (filter.longestList() > MOST_ADDRESSES) {
                throw RefusedException.of(400, "No more than " + MOST_ADDRESSES + " addresses may be asked for.");
            }
        });
        boolean withEmail =
                caller.seesAddresses() && FieldSelection.of(request.call()).names("values.user.email");
        Documents documents = request.documents();
        return list(request, user -> {
            ObjectNode membership = documents.membership(user);
            if (withEmail) {
                membership.set("user", documents.userWithEmail(user));
            }
            return membership;
        });
    }

    private Reply member(ApiRequest request) {
        Caller caller = request.requireCaller();
        request.requireWorkspace();
        String id = request.variable("member");
        boolean withEmail =
                caller.seesAddresses() && FieldSelection.of(request.call()).names("user.email");
        Documents documents = request.documents();
        return request.directory()
                .user(id)
                .filter(Seed.User::isMember)
                .map(user -> {
                    ObjectNode membership = documents.membership(user);
                    if (withEmail) {
                        membership.set("user", documents.userWithEmail(user));
                    }
                    return Reply.ok(membership);
                })
                .orElseThrow(() -> RefusedException.of(404, "'" + id + "' is not a member of this workspace."));
    }

    private Reply permissions(ApiRequest request) {
        request.requireCaller();
        request.requireWorkspace();
        Documents documents = request.documents();
        return list(request, user -> documents.membership(user).put("permission", user.membership()));
    }

    private Reply caller(ApiRequest request) {
        return Reply.ok(request.documents().user(requireUser(request)));
    }

    private Reply user(ApiRequest request) {
        request.requireCaller();
        String id = request.variable("user");
        return request.directory()
                .user(id)
                .map(user -> Reply.ok(request.documents().user(user)))
                .orElseThrow(() -> RefusedException.of(404, "There is no user '" + id + "'."));
    }

    private Reply workspacesOfCaller(ApiRequest request) {
        Seed.User user = requireUser(request);
        String administrator = request.call().parameter("administrator").orElse("");
        if (!List.of("", "true", "false").contains(administrator)) {
            throw RefusedException.of(400, "administrator must be true or false.");
        }
        boolean wanted =
                user.isMember() && (administrator.isEmpty() || Boolean.parseBoolean(administrator) == user.isOwner());
        Documents documents = request.documents();
        return new Listing<>(request.call(), wanted ? List.of(user) : List.<Seed.User>of())
                .asFor(request.quirks())
                .filteredBy((member, name) -> {
                    if (name.equals("slug") || name.equals("workspace.slug")) {
                        return request.directory().workspace().slug();
                    }
                    throw RefusedException.of(400, "There is no field " + name + " to filter or sort by.");
                })
                .answer(member -> {
                    ObjectNode access = documents.object("workspace_access");
                    access.put("administrator", member.isOwner());
                    access.set("workspace", documents.workspaceBase());
                    return access;
                });
    }

    private Reply permissionOfCaller(ApiRequest request) {
        Seed.User user = requireUser(request);
        request.requireWorkspace();
        if (!user.isMember()) {
            throw RefusedException.of(403, "Forbidden");
        }
        return Reply.ok(request.documents().membership(user).put("permission", user.membership()));
    }

    private static Reply list(ApiRequest request, Function<Seed.User, ObjectNode> document) {
        return new Listing<>(request.call(), request.directory().members())
                .asFor(request.quirks())
                .filteredBy(PeopleEndpoints::field)
                .answer(document);
    }

    private static @Nullable String field(Seed.User user, String name) {
        return switch (name) {
            case "permission" -> user.membership();
            case "user.uuid" -> user.uuid();
            case "user.account_id" -> user.accountId();
            case "user.nickname" -> user.nickname();
            case "user.display_name" -> user.displayName();
            case "user.email" -> user.email();
            default -> throw RefusedException.of(400, "There is no field " + name + " to filter or sort by.");
        };
    }

    /** Access tokens act for nobody; Bitbucket answers them 401 here. */
    private static Seed.User requireUser(ApiRequest request) {
        Seed.User user = request.requireCaller().user();
        if (user == null) {
            throw RefusedException.of(401, "Token is invalid, expired, or not supported for this endpoint.");
        }
        return user;
    }
}
