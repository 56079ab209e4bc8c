package dev.hallpass.connector.http;

import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Urgency;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Turns what an application answered into our typed exceptions, keeping its words for the operator. Each type of
 * application has its own words, and may mean something else by a status.
 */
public abstract class Refusals {

    private static final int LONGEST_EXCERPT = 300;

    private final String application;

    /** @param application its name in our settings, for the messages */
    protected Refusals(String application) {
        this.application = application;
    }

    /** The application's own words in the JSON body of an error; empty where it has none. */
    protected abstract String words(JsonNode body);

    /** Whether this answer means that the credential is not accepted at all, so that another one may help. */
    public boolean credentialRefused(Answer answer) {
        return answer.status() == 401;
    }

    /**
     * Whether this answer means that the credential is accepted, but lacks a right that another one of ours may have.
     * The call has had no effect.
     */
    public boolean credentialLacksRight(Answer answer) {
        return false;
    }

    /** The exception for a final answer that is not a success. */
    public ConnectorException of(Call call, Answer answer) {
        String message = message(call, answer);
        return switch (answer.status()) {
            case 401 -> new ConnectorException.Unauthenticated(message);
            case 402 -> new ConnectorException.SeatLimitReached(message);
            case 403 -> new ConnectorException.Forbidden(message, credentialLacksRight(answer));
            case 404 -> new ConnectorException.NotFound(message);
            default -> answer.temporary() ? temporary(call, answer, null) : new ConnectorException.Rejected(message);
        };
    }

    /** The exception for an answer that may be different a moment later. */
    public final ConnectorException temporary(Call call, Answer answer, @Nullable Duration retryAfter) {
        String message = message(call, answer);
        return answer.status() == 429
                ? new ConnectorException.RateLimited(message, retryAfter)
                : new ConnectorException.Unavailable(message, retryAfter);
    }

    /** No answer came. */
    public final ConnectorException unreachable(Call call, Throwable cause) {
        return new ConnectorException.Unavailable(
                "%s: %s got no answer: %s".formatted(application, call.describe(), cause), cause);
    }

    /** The answer is not what it should be. */
    public final ConnectorException unreadable(Call call, String why) {
        return new ConnectorException.Unavailable(
                "%s: %s got an answer that cannot be read: %s".formatted(application, call.describe(), why),
                (Duration) null);
    }

    /** Others were before it for longer than it may take. */
    public final ConnectorException crowded(Call call) {
        return new ConnectorException.RateLimited(
                "%s: %s was not made, too many calls are before it".formatted(application, call.describe()),
                Duration.ofSeconds(1));
    }

    /** Our own budgets have no call left for this urgency, or cannot be counted. */
    public final ConnectorException budgetExhausted(Call call, Duration untilFree) {
        return new ConnectorException.RateLimited(
                "%s: %s was not made, the hour's calls for %s are used up or cannot be counted; the next is free in %s"
                        .formatted(application, call.describe(), call.urgency(), untilFree),
                untilFree);
    }

    /** Our own budgets have not enough calls left to begin with what takes several. */
    public final ConnectorException budgetTooSmall(int calls, Urgency urgency, Duration untilFree) {
        return new ConnectorException.RateLimited(
                "%s: waits for the budget, the hour's calls for %s are used up; the next %d are free in %s"
                        .formatted(application, urgency, calls, untilFree),
                untilFree);
    }

    /** The application has told us to wait, lately. */
    public final ConnectorException toldToWait(Call call, Duration untilFree) {
        return new ConnectorException.RateLimited(
                "%s: %s was not made, the application limits our calls; the next is free in %s"
                        .formatted(application, call.describe(), untilFree),
                untilFree);
    }

    /** We refuse it ourselves. */
    public final ConnectorException rejected(String why) {
        return new ConnectorException.Rejected(application + ": " + why);
    }

    /** Application, call, status, and the application's own message. */
    public final String message(Call call, Answer answer) {
        return "%s: %s was answered %d%s".formatted(application, call.describe(), answer.status(), excerpt(answer));
    }

    private String excerpt(Answer answer) {
        if (answer.status() / 100 == 3) {
            return ", a redirect, which is never followed";
        }
        String said = answer.isJson() ? jsonWords(answer) : answer.text();
        if (said.isBlank() || said.stripLeading().startsWith("<")) {
            return "";
        }
        String oneLine = said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return ": " + (oneLine.length() > LONGEST_EXCERPT ? oneLine.substring(0, LONGEST_EXCERPT) + "…" : oneLine);
    }

    private String jsonWords(Answer answer) {
        try {
            return words(Json.MAPPER.readTree(answer.body()));
        } catch (JacksonException e) {
            return "";
        }
    }
}
