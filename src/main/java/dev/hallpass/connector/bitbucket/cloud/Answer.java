package dev.hallpass.connector.bitbucket.cloud;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What Bitbucket answered.
 *
 * @param status the HTTP status
 * @param headers the response headers
 * @param body the body's bytes, empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, HttpHeaders headers, byte[] body) {

    boolean successful() {
        return status / 100 == 2;
    }

    /** Whether the same call may well succeed a moment later. */
    boolean temporary() {
        return status == 408 || status == 429 || status >= 500;
    }

    /** A 429 and many a 5xx come from the edge, as text or HTML whatever was asked for. */
    boolean isJson() {
        return status != 429
                && headers.firstValue("Content-Type")
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .contains("json");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Answer[status=" + status + ", " + body.length + " bytes]";
    }
}
