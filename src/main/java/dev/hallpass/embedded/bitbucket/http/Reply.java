package dev.hallpass.embedded.bitbucket.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is answered.
 *
 * @param status the HTTP status
 * @param headers Content-Type among them, where there is a body
 * @param body the body's bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(int status, Map<String, String> headers, byte[] body) {

    /** JSON of any status. */
    public static Reply json(int status, JsonNode document) {
        return of(status, "application/json; charset=utf-8", document.toString());
    }

    /** JSON of a success. */
    public static Reply ok(JsonNode document) {
        return json(200, document);
    }

    /** 204 without a body. */
    public static Reply noContent() {
        return new Reply(204, Map.of(), new byte[0]);
    }

    /** Plain text. */
    public static Reply text(int status, String text) {
        return of(status, "text/plain", text);
    }

    /** Text of any type. */
    public static Reply of(int status, String contentType, String body) {
        return new Reply(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    /** An error in the form of Bitbucket Cloud. */
    public static Reply error(int status, String message) {
        return error(status, message, null);
    }

    /**
     * An error in the form of Bitbucket Cloud.
     *
     * @param detail text, or as Bitbucket does for missing scopes, an object
     */
    public static Reply error(int status, String message, @Nullable JsonNode detail) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("type", "error");
        ObjectNode error = document.putObject("error");
        error.put("message", message);
        if (detail != null) {
            error.set("detail", detail);
        }
        return json(status, document);
    }

    /** The same with one more header. */
    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
