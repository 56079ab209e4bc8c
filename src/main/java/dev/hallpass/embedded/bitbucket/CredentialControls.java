package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Gives and takes tokens, limits calls, and switches quirks. */
final class CredentialControls {

    private final WorkspaceState state;
    private final CallLimit limit;
    private final QuirkSwitches quirks;

    CredentialControls(WorkspaceState state, CallLimit limit, QuirkSwitches quirks) {
        this.state = state;
        this.limit = limit;
        this.quirks = quirks;
    }

    List<ControlRoute> routes() {
        return List.of(
                ControlRoute.of("GET", "tokens", this::tokens),
                ControlRoute.doing("PUT", "tokens", this::setToken),
                ControlRoute.doing("DELETE", "tokens/{token}", this::revokeToken),
                ControlRoute.of("GET", "rate-limit", request -> Reply.ok(request.tree(limit.settings()))),
                ControlRoute.doing(
                        "PUT",
                        "rate-limit",
                        request -> limit.change(request.bodyOver(CallLimit.Settings.OFF, CallLimit.Settings.class))),
                ControlRoute.of("GET", "rate-limit/used", request -> Reply.ok(request.tree(limit.used()))),
                ControlRoute.of("GET", "quirks", request -> Reply.ok(request.tree(quirks.get()))),
                ControlRoute.of("PUT", "quirks", this::changeQuirks));
    }

    private Reply tokens(ControlRoute.Request request) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Seed.Token token : state.directory().tokens()) {
            ObjectNode document = request.json().valueToTree(token);
            document.remove("token");
            array.add(document);
        }
        return Reply.ok(array);
    }

    private void setToken(ControlRoute.Request request) {
        Seed.Token token = request.body(Seed.Token.class);
        if (token.user() != null && state.directory().user(token.user()).isEmpty()) {
            throw RefusedException.of(404, "There is no user '" + token.user() + "'.");
        }
        state.change(at -> new Change.TokenSet(at, token));
    }

    private void revokeToken(ControlRoute.Request request) {
        String value = request.variable("token");
        if (state.directory().token(value).isEmpty()) {
            throw RefusedException.of(404, "There is no such token.");
        }
        state.change(at -> new Change.TokenRevoked(at, value));
    }

    private Reply changeQuirks(ControlRoute.Request request) {
        quirks.set(request.bodyOver(quirks.get(), Quirks.class));
        return Reply.ok(request.tree(quirks.get()));
    }
}
