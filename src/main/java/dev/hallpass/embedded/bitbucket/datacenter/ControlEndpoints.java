package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import dev.hallpass.embedded.bitbucket.http.RequestControls;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /_control}: what no Bitbucket has. Switches faults, edits the server behind Hallpass's back as an administrator
 * would, and shows the calls that were made. {@code GET /_control} lists all of it.
 */
final class ControlEndpoints {

    private static final String DESCRIPTION = """
        POST   /_control/reset                     back to the seed; no faults, quirks, rate limit or requests
        GET    /_control/requests?after=&path=     the calls since a number, by a regular expression for the path
        DELETE /_control/requests                  forget them
        GET    /_control/faults                    what goes wrong on purpose
        POST   /_control/faults                    {"method":"PUT","path":"permissions","count":2,
                                                    "status":429,"headers":{"Retry-After":"1"},"body":"...",
                                                    "contentType":"...","delayMillis":100,"holdMillis":100,
                                                    "reset":"BEFORE or AFTER","staleSeconds":5,"effect":true,
                                                    "lateMillis":3000}
        DELETE /_control/faults, /_control/faults/{id}
        GET    /_control/late-writes               how many writes are still to have their effect
        GET    /_control/explicit                  all direct permissions on projects and repositories, one row each
        GET    /_control/memberships               who is in which group, one row each
        GET    /_control/permissions?repository=KEY/slug or project=KEY or neither&user= or group=
        PUT    /_control/permissions               {"repository" or "project":"...", "user" or "group":"...",
                                                    "permission":"REPO_WRITE" or "none"}
        PUT    /_control/defaults                  {"project":"...","permission":"PROJECT_READ" or "none"}
        GET    /_control/members?group=&user=
        PUT    /_control/members                   {"group":"...","user":"...","member":true}
        DELETE /_control/users?name=
        POST   /_control/repositories              {"project":"...","slug":"..."}
        PUT    /_control/repositories              {"repository":"KEY/slug","project":"OTHER","slug":"new-name"}
        DELETE /_control/repositories?repository=
        POST   /_control/projects                  {"project":"..."}
        PUT    /_control/projects                  {"project":"KEY","key":"NEWKEY"}
        DELETE /_control/projects?project=
        GET, PUT /_control/rate-limit              {"enabled":true,"size":60,"perSecond":5,"nodes":1}
        GET, PUT /_control/quirks                  the switches to change
        """;

    private final RequestControls requests;
    private final TokenBuckets limit;
    private final AtomicReference<Quirks> quirks;
    private final ServerEdits edits;
    private final Server server;
    private final JsonMapper json;

    ControlEndpoints(
            Server server,
            RequestControls requests,
            TokenBuckets limit,
            AtomicReference<Quirks> quirks,
            JsonMapper json) {
        this.requests = requests;
        this.limit = limit;
        this.quirks = quirks;
        this.edits = new ServerEdits(server);
        this.server = server;
        this.json = json;
    }

    Reply answer(HttpCall call) {
        try {
            return requests.answer(call).orElseGet(() -> route(call));
        } catch (RefusedException e) {
            return e.reply();
        } catch (JacksonException | IllegalArgumentException e) {
            return Reply.error(400, "This makes no sense: " + e.getMessage());
        }
    }

    private Reply route(HttpCall call) {
        List<String> path = call.path();
        String what = path.size() > 1 ? path.get(1) : "";
        return switch (call.method() + " " + what) {
            case "GET " -> Reply.text(200, DESCRIPTION);
            case "GET permissions" -> Reply.ok(edits.levels(call));
            case "GET explicit" -> Reply.ok(new RowDump(server.state()).explicit());
            case "GET memberships" -> Reply.ok(new RowDump(server.state()).memberships());
            case "GET members" -> Reply.ok(edits.member(call));
            case "GET rate-limit" -> Reply.ok(json.<JsonNode>valueToTree(limit.settings()));
            case "GET quirks" -> Reply.ok(json.<JsonNode>valueToTree(quirks.get()));
            case "PUT quirks" -> changeQuirks(call);
            default -> {
                change(call, call.method() + " " + what);
                yield Reply.noContent();
            }
        };
    }

    private void change(HttpCall call, String operation) {
        switch (operation) {
            case "POST reset" -> reset();
            case "PUT rate-limit" -> limit.change(json.readValue(call.body(), TokenBuckets.Settings.class));
            case "PUT permissions" -> edits.setPermission(json.readValue(call.body(), Seed.Permitted.class));
            case "PUT defaults" -> edits.setDefault(json.readValue(call.body(), Seed.Permitted.class));
            case "DELETE users" -> edits.deleteUser(call.parameter("name").orElse(""));
            case "DELETE repositories" ->
                edits.deleteRepository(call.parameter("repository").orElse(""));
            case "DELETE projects" ->
                edits.deleteProject(call.parameter("project").orElse(""));
            case "PUT members", "POST repositories", "PUT repositories", "POST projects", "PUT projects" ->
                change(json.readTree(call.body()), operation);
            default -> throw RefusedException.of(404, "There is no such control; GET /_control lists them.");
        }
    }

    private void change(JsonNode body, String operation) {
        switch (operation) {
            case "PUT members" ->
                edits.setMember(
                        ServerEdits.text(body, "group"),
                        ServerEdits.text(body, "user"),
                        body.path("member").asBoolean(true));
            case "POST repositories" -> edits.create(ServerEdits.text(body, "project"), ServerEdits.text(body, "slug"));
            case "PUT repositories" ->
                edits.move(
                        ServerEdits.text(body, "repository"),
                        ServerEdits.textOrNull(body, "project"),
                        ServerEdits.textOrNull(body, "slug"));
            case "POST projects" -> edits.createProject(ServerEdits.text(body, "project"));
            default -> edits.renameProject(ServerEdits.text(body, "project"), ServerEdits.text(body, "key"));
        }
    }

    private void reset() {
        quirks.set(Quirks.USUAL);
        limit.change(TokenBuckets.Settings.OFF);
        edits.reset();
        requests.reset();
    }

    private Reply changeQuirks(HttpCall call) {
        ObjectNode changed = json.valueToTree(quirks.get());
        changed.setAll(json.readValue(call.body(), ObjectNode.class));
        quirks.set(json.treeToValue(changed, Quirks.class));
        return Reply.ok(json.<JsonNode>valueToTree(quirks.get()));
    }
}
