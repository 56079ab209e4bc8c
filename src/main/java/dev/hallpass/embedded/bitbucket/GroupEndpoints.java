package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Groups, which are still in the API's version 1.0: bare arrays, no pages, and for reading only. */
final class GroupEndpoints {

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/groups", Scope.READ_WORKSPACE, this::search),
                Route.of("GET", "/groups/{workspace}", Scope.READ_WORKSPACE, this::groups),
                Route.of("GET", "/groups/{workspace}/{group}/members", Scope.READ_WORKSPACE, this::members),
                Route.of("PUT", "/groups/{workspace}/{group}/members/{member}", Scope.READ_WORKSPACE, this::refuse),
                Route.of("DELETE", "/groups/{workspace}/{group}/members/{member}", Scope.READ_WORKSPACE, this::refuse));
    }

    private Reply groups(ApiRequest request) {
        request.requireCaller();
        request.requireWorkspace();
        return answer(request, request.directory().seed().groups());
    }

    /** {@code ?group=workspace/slug}: an empty list, not an error, for a group that the caller is not in. */
    private Reply search(ApiRequest request) {
        Seed.User user = request.requireCaller().user();
        String wanted = request.call().parameter("group").orElse("");
        String prefix = request.directory().workspace().slug() + "/";
        return answer(
                request,
                request.directory().seed().groups().stream()
                        .filter(group -> wanted.equals(prefix + group.slug()))
                        .filter(group -> user != null
                                && (user.isOwner() || group.members().contains(user.accountId())))
                        .toList());
    }

    private Reply members(ApiRequest request) {
        request.requireCaller();
        request.requireWorkspace();
        String slug = request.variable("group");
        Seed.Group group = request.directory()
                .group(slug)
                .orElseThrow(() -> RefusedException.of(404, "There is no group '" + slug + "'."));
        return Reply.ok(members(request, group));
    }

    private Reply refuse(ApiRequest request) {
        request.requireCaller();
        throw RefusedException.of(403, "The groups of this workspace are administered elsewhere.");
    }

    private static Reply answer(ApiRequest request, List<Seed.Group> groups) {
        Documents documents = request.documents();
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Seed.Group group : groups) {
            ObjectNode document = documents.group(group);
            document.set("members", members(request, group));
            array.add(document);
        }
        return Reply.ok(array);
    }

    private static ArrayNode members(ApiRequest request, Seed.Group group) {
        Documents documents = request.documents();
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        group.members().stream()
                .sorted()
                .flatMap(account -> request.directory().user(account).stream())
                .map(documents::user)
                .forEach(array::add);
        return array;
    }
}
