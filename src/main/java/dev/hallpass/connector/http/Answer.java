package dev.hallpass.connector.http;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What the application answered.
 *
 * @param status the HTTP status
 * @param headers the response headers
 * @param body the body's bytes, empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answer(int status, HttpHeaders headers, byte[] body) {

    /** Whether the status is 2xx. */
    public boolean successful() {
        return status / 100 == 2;
    }

    /** Whether the same call may well succeed a moment later. */
    public boolean temporary() {
        return status == 408 || status == 429 || status >= 500;
    }

    /** A 429 and many a 5xx come from the edge, as text or HTML whatever was asked for. */
    public boolean isJson() {
        return status != 429
                && headers.firstValue("Content-Type")
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .contains("json");
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Answer[status=" + status + ", " + body.length + " bytes]";
    }
}
