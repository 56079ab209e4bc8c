package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.Faults;
import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import dev.hallpass.embedded.bitbucket.http.RequestJournal;
import java.util.List;

/** Shows the workspace as it is, and makes it larger or new. */
final class StateControls {

    private final WorkspaceState state;
    private final Faults faults;
    private final RequestJournal requests;
    private final CallLimit limit;
    private final QuirkSwitches quirks;
    private final Webhooks webhooks;

    StateControls(
            WorkspaceState state,
            Faults faults,
            RequestJournal requests,
            CallLimit limit,
            QuirkSwitches quirks,
            Webhooks webhooks) {
        this.state = state;
        this.faults = faults;
        this.requests = requests;
        this.limit = limit;
        this.quirks = quirks;
        this.webhooks = webhooks;
    }

    List<ControlRoute> routes() {
        return List.of(
                ControlRoute.of("GET", "state", this::dump),
                ControlRoute.of("GET", "explicit", request -> Reply.ok(new RowDump(state).explicit(request.call()))),
                ControlRoute.of(
                        "GET", "memberships", request -> Reply.ok(new RowDump(state).memberships(request.call()))),
                ControlRoute.of("GET", "effective", request -> Reply.ok(new RowDump(state).effective(request.call()))),
                ControlRoute.of("GET", "permissions", request -> Reply.ok(new RowDump(state).levels(request.call()))),
                ControlRoute.doing("POST", "reset", request -> reset()),
                ControlRoute.doing("POST", "workspace", this::generate));
    }

    private Reply dump(ControlRoute.Request request) {
        boolean effective =
                Boolean.parseBoolean(request.call().parameter("effective").orElse("true"));
        return Reply.ok(
                new StateDump(state, request.json(), effective).document(faults, quirks.get(), limit.settings()));
    }

    private void reset() {
        faults.clear();
        faults.late().forget();
        quirks.set(Quirks.USUAL);
        limit.change(CallLimit.Settings.OFF);
        webhooks.clear();
        state.reset();
        requests.clear();
    }

    private void generate(ControlRoute.Request request) {
        try {
            state.generate(request.bodyOver(WorkspaceSize.LARGE, WorkspaceSize.class));
        } catch (IllegalArgumentException e) {
            throw RefusedException.of(400, String.valueOf(e.getMessage()));
        }
    }
}
