package dev.hallpass.embedded.bitbucket.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on purpose, as it is switched on by the control endpoint.
 *
 * @param method regular expression for the HTTP method, null for all
 * @param path regular expression that must be found in the raw path and query, null for all
 * @param count for how many matching calls, null until it is cleared
 * @param status what is answered instead of the truth; the call has no effect, unless it says so
 * @param contentType of the body
 * @param body what is answered with the status
 * @param headers more headers, {@code Retry-After} for example
 * @param delayMillis how long to wait before anything else
 * @param reset close the connection without an answer, before or after the call takes effect
 * @param staleSeconds answer reads as it was this long ago
 * @param effect whether the call has its effect although it is answered with a status; null for no
 * @param holdMillis how long to wait after the effect, before the answer or the end of the connection
 * @param lateMillis how long after the call a write has its effect, whatever was answered meanwhile and written by
 *     others; null for at once
 */
public record Fault(
        @Nullable String method,
        @Nullable String path,
        @Nullable Integer count,
        @Nullable Integer status,
        @Nullable String contentType,
        @Nullable String body,
        @Nullable Map<String, String> headers,
        @Nullable Integer delayMillis,
        @Nullable Reset reset,
        @Nullable Integer staleSeconds,
        @Nullable Boolean effect,
        @Nullable Integer holdMillis,
        @Nullable Integer lateMillis) {

    /** When the connection breaks. */
    public enum Reset {
        /** The call has no effect. */
        BEFORE,
        /** The call has its effect. */
        AFTER
    }

    static Fault answer(int status, @Nullable Map<String, String> headers) {
        return new Fault(null, null, null, status, null, null, headers, null, null, null, null, null, null);
    }

    static Fault broken(@Nullable Integer delayMillis, @Nullable Integer holdMillis, @Nullable Reset reset) {
        return new Fault(null, null, null, null, null, null, null, delayMillis, reset, null, null, holdMillis, null);
    }

    static Fault stale(int seconds) {
        return new Fault(null, null, null, null, null, null, null, null, null, seconds, null, null, null);
    }

    Fault withEffect() {
        return new Fault(
                method,
                path,
                count,
                status,
                contentType,
                body,
                headers,
                delayMillis,
                reset,
                staleSeconds,
                true,
                holdMillis,
                lateMillis);
    }

    /** An error at once, and the effect afterwards. */
    static Fault late(int status, int lateMillis) {
        return new Fault(null, null, null, status, null, null, null, null, null, null, null, null, lateMillis);
    }

    Fault saying(String type, String text) {
        return new Fault(
                method,
                path,
                count,
                status,
                type,
                text,
                headers,
                delayMillis,
                reset,
                staleSeconds,
                effect,
                holdMillis,
                lateMillis);
    }

    boolean hasEffect() {
        return status == null || Boolean.TRUE.equals(effect);
    }

    /** The reply that replaces the true one, if the fault has one. Without a body given, what Bitbucket's edge sends. */
    @Nullable
    Reply reply() {
        if (status == null) {
            return null;
        }
        Reply reply = Reply.of(
                status,
                contentType != null ? contentType : status == 429 ? "text/plain" : "text/html",
                body != null ? body : usualBody(status));
        if (headers != null) {
            for (Map.Entry<String, String> header : headers.entrySet()) {
                reply = reply.with(header.getKey(), header.getValue());
            }
        }
        return reply;
    }

    private static String usualBody(int status) {
        return status == 429
                ? "Rate limit for this resource has been exceeded"
                : "<!DOCTYPE html><html><body><h1>" + status + "</h1></body></html>";
    }
}
