package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import dev.hallpass.embedded.bitbucket.http.RequestJournal;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shows and counts the calls that were made. */
final class RequestControls {

    private final RequestJournal requests;

    RequestControls(RequestJournal requests) {
        this.requests = requests;
    }

    List<ControlRoute> routes() {
        return List.of(
                ControlRoute.of("GET", "requests", request -> Reply.ok(request.tree(entries(request.call())))),
                ControlRoute.of("GET", "requests/counts", this::counts),
                ControlRoute.doing("DELETE", "requests", request -> requests.clear()));
    }

    private Reply counts(ControlRoute.Request request) {
        long last = requests.last();
        List<RequestJournal.Count> counts =
                request.call().query().isEmpty() ? requests.totals() : RequestJournal.counts(entries(request.call()));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("last", last);
        document.put(
                "total", counts.stream().mapToLong(RequestJournal.Count::count).sum());
        document.set("operations", request.tree(counts));
        return Reply.ok(document);
    }

    private List<RequestJournal.Entry> entries(HttpCall call) {
        long after;
        try {
            after = Long.parseLong(call.parameter("after").orElse("0"));
        } catch (NumberFormatException e) {
            throw RefusedException.of(400, "after must be a number.");
        }
        Pattern path = Pattern.compile(call.parameter("path").orElse(""));
        return requests.after(after).stream()
                .filter(entry -> path.matcher(entry.path()).find())
                .toList();
    }
}
