package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.ConnectorException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns what Bitbucket answered into our typed exceptions, keeping its words for the operator. */
final class Refusals {

    private static final int LONGEST_EXCERPT = 300;

    private final String application;
    private final JsonMapper json;

    Refusals(String application, JsonMapper json) {
        this.application = application;
        this.json = json;
    }

    /** The exception for a final answer that is not a success. */
    ConnectorException of(Call call, Answer answer) {
        String message = message(call, answer);
        return switch (answer.status()) {
            case 401 -> new ConnectorException.Unauthenticated(message);
            case 402 -> new ConnectorException.SeatLimitReached(message);
            case 403 -> new ConnectorException.Forbidden(message);
            case 404 -> new ConnectorException.NotFound(message);
            case 429 -> new ConnectorException.RateLimited(message, null);
            default ->
                answer.temporary()
                        ? new ConnectorException.Unavailable(message, (Duration) null)
                        : new ConnectorException.Rejected(message);
        };
    }

    /** The exception for an answer that may be different a moment later. */
    ConnectorException temporary(Call call, Answer answer, @Nullable Duration retryAfter) {
        String message = message(call, answer);
        return answer.status() == 429
                ? new ConnectorException.RateLimited(message, retryAfter)
                : new ConnectorException.Unavailable(message, retryAfter);
    }

    ConnectorException unreachable(Call call, Throwable cause) {
        return new ConnectorException.Unavailable(
                "%s: %s got no answer: %s".formatted(application, call.describe(), cause), cause);
    }

    ConnectorException unreadable(Call call, String why) {
        return new ConnectorException.Unavailable(
                "%s: %s got an answer that cannot be read: %s".formatted(application, call.describe(), why),
                (Duration) null);
    }

    ConnectorException budgetExhausted(Call call, Duration untilFree) {
        return new ConnectorException.RateLimited(
                "%s: %s was not made, the hour's calls are used up; the next is free in %s"
                        .formatted(application, call.describe(), untilFree),
                untilFree);
    }

    ConnectorException rejected(String why) {
        return new ConnectorException.Rejected(application + ": " + why);
    }

    /** Application, call, status, and Bitbucket's own message. */
    String message(Call call, Answer answer) {
        return "%s: %s was answered %d%s".formatted(application, call.describe(), answer.status(), excerpt(answer));
    }

    private String excerpt(Answer answer) {
        if (answer.status() / 100 == 3) {
            return ", a redirect, which is never followed";
        }
        String said = answer.isJson() ? jsonMessage(answer) : answer.text();
        if (said.isBlank() || said.stripLeading().startsWith("<")) {
            return "";
        }
        String oneLine = said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return ": " + (oneLine.length() > LONGEST_EXCERPT ? oneLine.substring(0, LONGEST_EXCERPT) + "…" : oneLine);
    }

    /** {@code error.detail} is text in the description of the API, but an object in some real answers. */
    private String jsonMessage(Answer answer) {
        try {
            JsonNode error = json.readTree(answer.body()).path("error");
            String message = error.path("message").asString("");
            JsonNode detail = error.path("detail");
            if (detail.isMissingNode() || detail.isNull()) {
                return message;
            }
            return message + " " + (detail.isString() ? detail.asString("") : detail.toString());
        } catch (JacksonException e) {
            return "";
        }
    }
}
