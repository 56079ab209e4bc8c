package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /_control}: what no Bitbucket has. Switches faults, edits the workspace behind Hallpass's back as an
 * administrator would, and shows the calls that were made. {@code GET /_control} lists all of it.
 */
final class ControlEndpoints {

    private static final String DESCRIPTION = """
        STATE
        GET    /_control/state?effective=          everything as it is; effective=false leaves computed levels out
        GET    /_control/explicit?user=&group=&repository=&project=
                                                    the explicit permissions that match, one row each
        GET    /_control/memberships?user=&group=  who is in which group, one row each
        GET    /_control/effective?user= or ?repository=
                                                    effective levels by repository's UUID, or by account id
        GET    /_control/permissions?repository=&user=   explicit and effective level of one pair
        POST   /_control/reset                     back to the seed; no faults, quirks, rate limit, webhooks or requests
        POST   /_control/workspace                 {"repositories":5000,"projects":100,"people":2000,"groups":300,
                                                    "randomSeed":1} makes up so much more; {} for just that

        CHANGES BY HAND
        PUT    /_control/permissions               {"repository" or "project":"...","user" or "group":"...",
                                                    "permission":"write" or "none"}
        PUT, DELETE /_control/groups/{slug}/members/{user}
        PUT    /_control/groups/{slug}             {"name":"..."}
        DELETE /_control/groups/{slug}
        POST   /_control/users                     {"accountId","uuid","nickname","displayName","email","membership"}
        PUT    /_control/users/{id}/membership     {"membership":"member", "collaborator", "owner", or null for none}
        DELETE /_control/users/{id}                the account is gone
        POST   /_control/repositories              {"slug","uuid","name","project","isPrivate","description"};
                                                    slug and project are needed
        PUT    /_control/repositories/{id}         any of {"slug","name","project","isPrivate","description"}
        POST   /_control/repositories/{id}/transfer   {"workspace":"elsewhere"}: out of this workspace
        DELETE /_control/repositories/{id}
        POST   /_control/projects                  {"key","uuid","name","isPrivate"}; key is needed
        PUT    /_control/projects/{id}             any of {"key","name","isPrivate"}
        DELETE /_control/projects/{id}?repositories=   409 if there are any, unless repositories=true

        CREDENTIALS AND LIMITS
        GET    /_control/tokens                    without their values
        PUT    /_control/tokens                    {"kind":"API_TOKEN","token","user","scopes":[],"expiresAt"}
        DELETE /_control/tokens/{token}
        GET, PUT /_control/rate-limit              {"enabled":true,"callsPerHour":1000,"perCaller":{"account id":500},
                                                    "everywhere":false,"anonymousPerHour":60,"retryAfterSeconds":null}
        GET    /_control/rate-limit/used           calls in the last hour by caller
        GET, PUT /_control/quirks                  the switches to change

        FAULTS
        GET    /_control/faults                    what goes wrong on purpose
        POST   /_control/faults                    {"method":"PUT","path":"permissions-config","count":2,
                                                    "status":429,"headers":{"Retry-After":"1"},"body":"...",
                                                    "contentType":"...","delayMillis":100,"holdMillis":100,
                                                    "reset":"BEFORE or AFTER","staleSeconds":5,"effect":true,
                                                    "lateMillis":3000}
        DELETE /_control/faults                    those by chance too
        DELETE /_control/faults/{id}
        GET    /_control/late-writes               how many writes are still to have their effect
        POST   /_control/late-writes               let them have it now
        GET, DELETE /_control/random-faults        with how often each has hit
        PUT    /_control/random-faults             any of {"seed","path","tooManyRequests":0.01,"serverErrorBefore",
                                                    "serverErrorAfter","timeoutBefore","timeoutAfter","resetBefore",
                                                    "resetAfter","staleRead","lateWrite","brownout","lateEffect",
                                                    "timeoutMillis":5000,"staleSeconds":5,"retryAfterSeconds":null};
                                                    answers them, with a seed if none was given

        CALLS
        GET    /_control/requests?after=&path=     the calls since a number, by a regular expression for the path
        GET    /_control/requests/counts?after=&path=   the same, counted by operation, status and login;
                                                    without parameters all calls, however many there were
        DELETE /_control/requests                  forget them

        WEBHOOKS
        GET, DELETE /_control/webhooks
        POST   /_control/webhooks                  {"url","secret","events":[],"duplicates":false,"lose":0}; no events
                                                    means all of repo:created, repo:updated, repo:transfer,
                                                    repo:deleted, project:updated
        GET    /_control/webhooks/deliveries       what was sent, and what came of it
        """;

    private final List<ControlRoute> routes = new ArrayList<>();
    private final JsonMapper json;

    ControlEndpoints(List<List<ControlRoute>> routes, JsonMapper json) {
        this.routes.add(ControlRoute.of("GET", "", request -> Reply.text(200, DESCRIPTION)));
        routes.forEach(this.routes::addAll);
        this.json = json;
    }

    Reply answer(HttpCall call) {
        try {
            return route(call);
        } catch (RefusedException e) {
            return e.reply();
        } catch (JacksonException | PatternSyntaxException e) {
            return Reply.error(400, "The request cannot be read: " + e.getMessage());
        }
    }

    private Reply route(HttpCall call) {
        List<String> path = call.path().subList(1, call.path().size());
        for (ControlRoute route : routes) {
            Optional<Map<String, String>> variables = Route.match(route.pattern(), path);
            if (route.method().equals(call.method()) && variables.isPresent()) {
                return route.handler().answer(new ControlRoute.Request(call, variables.get(), json));
            }
        }
        return Reply.error(404, "There is no such control; GET /_control lists them.");
    }
}
