package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers calls of the API: finds the route, checks credential, rate limit and scopes, in this order. */
final class BitbucketApi {

    /** Removed in April 2026 (CHANGE-2770). */
    private static final List<List<String>> REMOVED = List.of(
            List.of("workspaces"),
            List.of("repositories"),
            List.of("user", "permissions", "workspaces"),
            List.of("user", "permissions", "repositories"));

    private final WorkspaceState state;
    private final Authentication authentication;
    private final CallLimit limit;
    private final Supplier<Quirks> quirks;
    private final JsonMapper json;
    private final List<Route> routes = new ArrayList<>();
    private final List<Route> firstVersion;

    BitbucketApi(
            WorkspaceState state,
            Authentication authentication,
            CallLimit limit,
            Supplier<Quirks> quirks,
            JsonMapper json) {
        this.state = state;
        this.authentication = authentication;
        this.limit = limit;
        this.quirks = quirks;
        this.json = json;
        this.firstVersion = new GroupEndpoints(state).routes();
        PermissionTargets targets = new PermissionTargets(state);
        PermissionEndpoints permissions = new PermissionEndpoints(state, targets, json);
        for (Target.Kind target : Target.Kind.values()) {
            for (Holder.Kind holder : Holder.Kind.values()) {
                routes.addAll(permissions.routes(target, holder));
            }
        }
        routes.addAll(new EffectivePermissionEndpoints(state, targets).routes());
        routes.addAll(new RepositoryEndpoints(state).routes());
        routes.addAll(new PeopleEndpoints().routes());
    }

    /** @param age how old the answer may be */
    Reply answer(HttpCall call, Duration age) {
        try {
            return FieldSelection.of(call).applied(answerOrRefuse(call, age), json);
        } catch (RefusedException e) {
            return e.reply();
        }
    }

    /** The route of a call, with names in place of what it concerns. */
    String operation(HttpCall call) {
        boolean first = call.path().getFirst().equals("1.0");
        List<String> path = call.path().subList(1, call.path().size());
        for (Route route : first ? firstVersion : routes) {
            if (route.method().equals(call.method()) && route.match(path).isPresent()) {
                return call.method() + " /" + call.path().getFirst() + "/" + String.join("/", route.pattern());
            }
        }
        return call.method() + " other";
    }

    private Reply answerOrRefuse(HttpCall call, Duration age) {
        boolean first = call.path().getFirst().equals("1.0");
        List<String> path = call.path().subList(1, call.path().size());
        Caller caller = authentication.caller(call.authorization()).orElse(null);
        CallLimit.Settings limits = limit.settings();
        boolean limited =
                limits.everywhere() || (!path.isEmpty() && path.getFirst().equals("repositories"));
        if (limited && !limit.allows(caller)) {
            Reply refusal = Reply.text(429, "Rate limit for this resource has been exceeded");
            Integer seconds = limits.retryAfterSeconds();
            return seconds == null ? refusal : refusal.with("Retry-After", seconds.toString());
        }
        if (REMOVED.contains(path)) {
            return removed();
        }
        List<Route> known = first ? firstVersion : routes;
        boolean pathKnown = false;
        for (Route route : known) {
            Optional<Map<String, String>> variables = route.match(path);
            if (variables.isPresent()) {
                pathKnown = true;
                if (route.method().equals(call.method())) {
                    ApiRequest request =
                            new ApiRequest(call, variables.get(), caller, state.directory(), age, quirks.get());
                    return withLimit(answer(route, request), request, limited);
                }
            }
        }
        return pathKnown ? Reply.error(405, "Method not allowed") : Reply.error(404, "Resource not found");
    }

    private static Reply answer(Route route, ApiRequest request) {
        Caller caller = request.caller();
        boolean project = request.call().path().contains("projects");
        if (caller == null && project && request.quirks().projectsHiddenFromAnonymous()) {
            throw RefusedException.of(404, "Resource not found");
        }
        if (caller != null && route.scope() != null) {
            route.scope().check(caller, request.quirks());
        }
        return route.handler().answer(request);
    }

    /** Only access tokens are told about the limit. */
    private Reply withLimit(Reply reply, ApiRequest request, boolean limited) {
        Caller caller = request.caller();
        if (!limited || caller == null || !caller.isAccessToken()) {
            return reply;
        }
        return reply.with("X-RateLimit-Limit", Integer.toString(limit.settings().callsPerHour()))
                .with("X-RateLimit-Resource", "api-repositories")
                .with("X-RateLimit-NearLimit", "false");
    }

    private static Reply removed() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("type", "error");
        ObjectNode error = document.putObject("error");
        error.put("message", "CHANGE-2770 - Functionality has been deprecated");
        error.putObject("data")
                .put("announcement_url", "https://developer.atlassian.com/cloud/bitbucket/changelog/#CHANGE-2770");
        return Reply.json(410, document);
    }
}
