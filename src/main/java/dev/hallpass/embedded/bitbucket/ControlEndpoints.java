package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.Fault;
import dev.hallpass.embedded.bitbucket.http.Faults;
import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import dev.hallpass.embedded.bitbucket.http.RequestJournal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /_control}: what no Bitbucket has. Switches faults, edits the workspace behind Hallpass's back as an
 * administrator would, and shows the calls that were made. {@code GET /_control} lists all of it.
 */
final class ControlEndpoints {

    private static final String DESCRIPTION = """
        GET    /_control/state                     everything as it is
        POST   /_control/reset                     back to the seed; no faults, quirks, rate limit or requests
        GET    /_control/requests?after=&path=     the calls since a number, by a regular expression for the path
        DELETE /_control/requests                  forget them
        GET    /_control/faults                    what goes wrong on purpose
        POST   /_control/faults                    {"method":"PUT","path":"permissions-config","count":2,
                                                    "status":429,"headers":{"Retry-After":"1"},"body":"...",
                                                    "contentType":"...","delayMillis":100,
                                                    "reset":"BEFORE or AFTER","staleSeconds":5}
        DELETE /_control/faults, /_control/faults/{id}
        GET    /_control/permissions?repository=&user=   explicit and effective level
        PUT    /_control/permissions               {"repository" or "project":"...","user" or "group":"...",
                                                    "permission":"write" or "none"}
        DELETE /_control/users/{id}                the account is gone
        PUT    /_control/repositories/{id}         {"slug":"new-name"}
        DELETE /_control/repositories/{id}
        GET, PUT /_control/rate-limit              {"enabled":true,"callsPerHour":1000}
        GET, PUT /_control/quirks                  the switches to change
        """;

    /** A new slug for a repository. */
    record Rename(String slug) {}

    private final WorkspaceState state;
    private final Faults faults;
    private final RequestJournal requests;
    private final CallLimit limit;
    private final QuirkSwitches quirks;
    private final WorkspaceEdits edits;
    private final JsonMapper json;

    ControlEndpoints(
            WorkspaceState state,
            Faults faults,
            RequestJournal requests,
            CallLimit limit,
            QuirkSwitches quirks,
            JsonMapper json) {
        this.state = state;
        this.faults = faults;
        this.requests = requests;
        this.limit = limit;
        this.quirks = quirks;
        this.edits = new WorkspaceEdits(state);
        this.json = json;
    }

    Reply answer(HttpCall call) {
        try {
            return route(call);
        } catch (RefusedException e) {
            return e.reply();
        } catch (JacksonException | PatternSyntaxException e) {
            return Reply.error(400, "The body cannot be read: " + e.getMessage());
        }
    }

    private Reply route(HttpCall call) {
        List<String> path = call.path().subList(1, call.path().size());
        String what = path.isEmpty() ? "" : path.getFirst();
        String id = path.size() > 1 ? path.get(1) : null;
        return switch (call.method() + " " + what) {
            case "GET " -> Reply.text(200, DESCRIPTION);
            case "GET state" -> Reply.ok(new StateDump(state, json).document(faults, quirks.get(), limit.settings()));
            case "POST reset" -> reset();
            case "GET requests" -> requests(call);
            case "DELETE requests" -> {
                requests.clear();
                yield Reply.noContent();
            }
            case "GET faults" -> Reply.ok(StateDump.faults(json, faults));
            case "POST faults" -> switchOn(read(call, Fault.class));
            case "DELETE faults" -> switchOff(id);
            case "GET permissions" -> Reply.ok(edits.levels(call));
            case "PUT permissions" -> {
                edits.setPermission(read(call, Seed.Permission.class));
                yield Reply.noContent();
            }
            case "DELETE users" -> {
                edits.deleteUser(required(id));
                yield Reply.noContent();
            }
            case "PUT repositories" -> {
                edits.renameRepository(required(id), read(call, Rename.class).slug());
                yield Reply.noContent();
            }
            case "DELETE repositories" -> {
                edits.deleteRepository(required(id));
                yield Reply.noContent();
            }
            case "GET rate-limit" -> Reply.ok(json.valueToTree(limit.settings()));
            case "PUT rate-limit" -> {
                limit.change(read(call, CallLimit.Settings.class));
                yield Reply.noContent();
            }
            case "GET quirks" -> Reply.ok(json.valueToTree(quirks.get()));
            case "PUT quirks" -> changeQuirks(call);
            default -> Reply.error(404, "There is no such control; GET /_control lists them.");
        };
    }

    private Reply reset() {
        faults.clear();
        quirks.set(Quirks.USUAL);
        limit.change(CallLimit.Settings.OFF);
        state.reset();
        requests.clear();
        return Reply.noContent();
    }

    private Reply requests(HttpCall call) {
        long after;
        try {
            after = Long.parseLong(call.parameter("after").orElse("0"));
        } catch (NumberFormatException e) {
            throw RefusedException.of(400, "after must be a number.");
        }
        Pattern path = Pattern.compile(call.parameter("path").orElse(""));
        List<RequestJournal.Entry> entries = requests.after(after).stream()
                .filter(entry -> path.matcher(entry.path()).find())
                .toList();
        return Reply.ok(json.valueToTree(entries));
    }

    private Reply switchOn(Fault fault) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        return Reply.json(201, document.put("id", faults.switchOn(fault).id()));
    }

    private Reply switchOff(@Nullable String id) {
        if (id == null) {
            faults.clear();
        } else if (!id.matches("[0-9]{1,18}") || !faults.switchOff(Long.parseLong(id))) {
            throw RefusedException.of(404, "There is no fault " + id + ".");
        }
        return Reply.noContent();
    }

    private Reply changeQuirks(HttpCall call) {
        ObjectNode changed = json.valueToTree(quirks.get());
        changed.setAll(read(call, ObjectNode.class));
        quirks.set(json.treeToValue(changed, Quirks.class));
        return Reply.ok(json.valueToTree(quirks.get()));
    }

    private <T> T read(HttpCall call, Class<T> type) {
        T value = json.readValue(call.body(), type);
        if (value == null) {
            throw RefusedException.of(400, "The body is null.");
        }
        return value;
    }

    private static String required(@Nullable String id) {
        if (id == null) {
            throw RefusedException.of(400, "The path must end with an id.");
        }
        return id;
    }
}
