package dev.hallpass.connector.http;

import dev.hallpass.connector.ApplicationSettings;
import dev.hallpass.connector.CallReservation;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.CredentialStatus;
import dev.hallpass.connector.Urgency;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An application's API with JSON in and out: what a connector calls. Safe for use by many threads. */
public final class JsonApi {

    private final CallSender sender;
    private final CredentialPool pool;
    private final Refusals refusals;
    private final Urgency urgency;

    private JsonApi(CallSender sender, CredentialPool pool, Refusals refusals, Urgency urgency) {
        this.sender = sender;
        this.pool = pool;
        this.refusals = refusals;
        this.urgency = urgency;
    }

    /**
     * Makes it ready from an application's settings, without calling the application.
     *
     * @param http as {@link #httpClient} makes it
     * @param refusals how the application says no
     * @param surroundings what all applications share
     * @throws IllegalArgumentException if the base address is not of http or https, a setting is out of its bounds, or
     *     there is no credential
     */
    public static JsonApi connect(
            ApplicationSettings settings, HttpClient http, Refusals refusals, Surroundings surroundings) {
        requireHttp(settings);
        Clock clock = surroundings.clock();
        RetryPolicy retries = new RetryPolicy(settings.maxAttempts(), settings.retryBudget(), settings.firstBackoff());
        CredentialPool pool =
                CredentialPool.of(settings, Credential.allOf(settings), retries, surroundings.budgets(), clock);
        Gate gate = new Gate(settings.budget().callsAtOnce());
        CallSender sender = new CallSender(
                settings.name(),
                new Exchanges(settings.name(), http, settings.requestTimeout(), surroundings.observations()),
                gate,
                pool,
                retries,
                refusals,
                new CallMetrics(surroundings.meters(), settings.name(), pool, gate, clock),
                clock);
        return new JsonApi(sender, pool, refusals, Urgency.GRANT);
    }

    /** A client that never follows redirects: a redirected PUT or DELETE could change another resource. */
    public static HttpClient httpClient(Duration connectTimeout) {
        return Exchanges.httpClient(connectTimeout);
    }

    private static void requireHttp(ApplicationSettings settings) {
        String scheme = settings.baseUrl().getScheme();
        if (settings.baseUrl().getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new IllegalArgumentException("hallpass.applications '" + settings.name()
                    + "': base-url must be an http(s) address, not " + settings.baseUrl());
        }
    }

    /** The same API, with the same credentials and budgets, whose calls have this urgency. */
    public JsonApi at(Urgency otherUrgency) {
        return new JsonApi(sender, pool, refusals, otherUrgency);
    }

    /** How the application says no. */
    public Refusals refusals() {
        return refusals;
    }

    /**
     * Reserves calls for what this thread does next.
     *
     * @throws ConnectorException.RateLimited if there are not so many now
     */
    public CallReservation reserve(int calls) {
        CredentialPool.Reserved reserved = pool.reserve(calls, urgency);
        Duration untilFree = reserved.untilFree();
        if (untilFree != null) {
            throw refusals.budgetTooSmall(calls, urgency, untilFree);
        }
        return reserved.calls();
    }

    /**
     * The final answer, of whatever status.
     *
     * @throws ConnectorException if there is none
     */
    public Answer send(Call call) {
        return sender.send(call.with(urgency));
    }

    /**
     * The final answer, which must be a success.
     *
     * @throws ConnectorException if it is not
     */
    public Answer sendOrThrow(Call call) {
        Answer answer = send(call);
        if (!answer.successful()) {
            throw refusals.of(call, answer);
        }
        return answer;
    }

    /**
     * The JSON of a successful answer.
     *
     * @throws ConnectorException if there is none, or it cannot be read
     */
    public <T> T get(Call call, Class<T> type) {
        return read(call, sendOrThrow(call), type);
    }

    /**
     * Reads the JSON of an answer.
     *
     * @throws ConnectorException.Unavailable if it cannot be read
     */
    public <T> T read(Call call, Answer answer, Class<T> type) {
        if (!answer.isJson()) {
            throw refusals.unreadable(call, "it is not JSON");
        }
        try {
            T value = Json.MAPPER.readValue(answer.body(), type);
            if (value == null) {
                throw refusals.unreadable(call, "it is empty");
            }
            return value;
        } catch (JacksonException e) {
            throw refusals.unreadable(call, e.getOriginalMessage());
        }
    }

    /**
     * Reads a part of an answer.
     *
     * @throws ConnectorException.Unavailable if it cannot be read
     */
    public <T> T convert(Call call, JsonNode value, Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(value, type);
        } catch (JacksonException e) {
            throw refusals.unreadable(call, e.getOriginalMessage());
        }
    }

    /** How its credentials stand. */
    public List<CredentialStatus> credentials() {
        return pool.statuses();
    }

    /** How long it takes until this many calls of an urgency can be made. */
    public Duration timeFor(int calls, Urgency ofUrgency) {
        return pool.timeFor(calls, ofUrgency);
    }
}
