package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Answers calls of the API: checks credential and rate limit, finds the route, in this order. */
final class DataCenterApi {

    private static final Set<String> VERSIONS = Set.of("latest", "1.0");

    private final Server server;
    private final Authentication authentication;
    private final TokenBuckets limit;
    private final Supplier<Quirks> quirks;
    private final List<Route> routes = new ArrayList<>();

    DataCenterApi(
            Server server,
            Authentication authentication,
            TokenBuckets limit,
            Supplier<Quirks> quirks,
            JsonMapper json) {
        this.server = server;
        this.authentication = authentication;
        this.limit = limit;
        this.quirks = quirks;
        LevelGuard guard = new LevelGuard(server);
        routes.addAll(new PermissionSearchEndpoints().routes());
        routes.addAll(new PermissionEndpoints(server, guard).routes());
        routes.addAll(new DefaultPermissionEndpoints(server).routes());
        routes.addAll(new ListingEndpoints().routes());
        routes.addAll(new UserEndpoints().routes());
        routes.addAll(new GroupEndpoints(server, guard, json).routes());
    }

    /** @param age how old the answer may be */
    Reply answer(HttpCall call, Duration age) {
        Caller caller = null;
        Reply reply;
        try {
            caller = authentication.caller(call.authorization()).orElse(null);
            reply = answer(call, age, caller);
        } catch (RefusedException e) {
            reply = e.reply();
        }
        return caller != null && quirks.get().userNameHeader() ? reply.with("X-AUSERNAME", caller.name()) : reply;
    }

    private Reply answer(HttpCall call, Duration age, @Nullable Caller caller) {
        if (caller != null && !limit.allows(caller.name())) {
            return Reply.text(429, "Rate limited: too many requests, please slow down.");
        }
        List<String> path = call.path();
        if (path.size() < 4 || !path.get(1).equals("api") || !VERSIONS.contains(path.get(2))) {
            return Reply.text(404, "Not found");
        }
        List<String> within = path.subList(3, path.size());
        if (within.getFirst().equals("admin") && caller != null && caller.byToken()) {
            throw Errors.notPermitted();
        }
        boolean pathKnown = false;
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(within);
            if (variables.isPresent()) {
                pathKnown = true;
                if (route.method().equals(call.method())) {
                    ApiRequest request = new ApiRequest(call, variables.get(), caller, server.state(age), quirks.get());
                    return redirect(request).orElseGet(() -> route.handler().answer(request));
                }
            }
        }
        return pathKnown ? Errors.reply(405, "Method Not Allowed", null) : Reply.text(404, "Not found");
    }

    /** 307 for what is at another path now, if this is how the server does it. */
    private static Optional<Reply> redirect(ApiRequest request) {
        if (request.quirks().movedAnswers() != Quirks.Moved.REDIRECT
                || !request.variables().containsKey("repositorySlug")) {
            return Optional.empty();
        }
        String path = request.variable("projectKey") + "/" + request.variable("repositorySlug");
        if (request.directory().repository(path).isPresent()) {
            return Optional.empty();
        }
        return request.directory().formerlyAt(path).map(repository -> {
            List<String> segments = new ArrayList<>(request.call().path());
            segments.set(4, request.directory().projectOf(repository).key());
            segments.set(6, repository.slug());
            String query = request.call().address().getRawQuery();
            return new Reply(307, Map.of(), new byte[0])
                    .with(
                            "Location",
                            request.call().origin() + "/" + String.join("/", segments)
                                    + (query == null ? "" : "?" + query));
        });
    }
}
