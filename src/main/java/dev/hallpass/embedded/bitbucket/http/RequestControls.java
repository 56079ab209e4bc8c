package dev.hallpass.embedded.bitbucket.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The part of {@code /_control} that is the same for all stand-ins: calls that were made, and faults. */
public final class RequestControls {

    private final Faults faults;
    private final RequestJournal requests;
    private final JsonMapper json;

    /** Controls these. */
    public RequestControls(Faults faults, RequestJournal requests, JsonMapper json) {
        this.faults = faults;
        this.requests = requests;
        this.json = json;
    }

    /**
     * Answers a call of {@code /_control/requests}, {@code faults} or {@code late-writes}; empty for others.
     *
     * @throws RefusedException if it makes no sense
     */
    public Optional<Reply> answer(HttpCall call) {
        List<String> path = call.path().subList(1, call.path().size());
        String what = path.isEmpty() ? "" : path.getFirst();
        return Optional.ofNullable(
                switch (call.method() + " " + what) {
                    case "GET requests" -> requests(call);
                    case "DELETE requests" -> {
                        requests.clear();
                        yield Reply.noContent();
                    }
                    case "GET late-writes" ->
                        Reply.ok(JsonNodeFactory.instance
                                .objectNode()
                                .put("pending", faults.late().pending()));
                    case "POST late-writes" -> {
                        faults.late().landAll();
                        yield Reply.noContent();
                    }
                    case "GET faults" -> Reply.ok(faults());
                    case "POST faults" -> switchOn(call);
                    case "DELETE faults" -> switchOff(path.size() > 1 ? path.get(1) : null);
                    default -> null;
                });
    }

    /** No faults, no calls. */
    public void reset() {
        faults.clear();
        faults.late().forget();
        requests.clear();
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
        return Reply.ok(json.<JsonNode>valueToTree(entries));
    }

    private ArrayNode faults() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Faults.Armed armed : faults.all()) {
            ObjectNode row = array.addObject().put("id", armed.id());
            if (armed.left() != null) {
                row.put("left", armed.left().get());
            }
            row.set("fault", json.valueToTree(armed.fault()));
        }
        return array;
    }

    private Reply switchOn(HttpCall call) {
        Fault fault = json.readValue(call.body(), Fault.class);
        return Reply.json(
                201,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", faults.switchOn(fault).id()));
    }

    private Reply switchOff(@Nullable String id) {
        if (id == null) {
            faults.clear();
        } else if (!id.matches("[0-9]{1,18}") || !faults.switchOff(Long.parseLong(id))) {
            throw RefusedException.of(404, "There is no fault " + id + ".");
        }
        return Reply.noContent();
    }
}
