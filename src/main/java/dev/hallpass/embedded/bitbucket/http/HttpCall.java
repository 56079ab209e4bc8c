package dev.hallpass.embedded.bitbucket.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One request as it came in.
 *
 * @param method the HTTP method
 * @param address path and query as sent
 * @param path the decoded segments of the path
 * @param query the decoded parameters, the last of each name
 * @param origin scheme, host and port that the caller used, for links
 * @param authorization the header, if any
 * @param requestId the caller's correlation id, if any
 * @param body what was sent, at most {@value #LONGEST_BODY} bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HttpCall(
        String method,
        URI address,
        List<String> path,
        Map<String, String> query,
        String origin,
        @Nullable String authorization,
        @Nullable String requestId,
        byte[] body) {

    private static final int LONGEST_BODY = 1 << 20;

    static HttpCall read(HttpExchange exchange) throws IOException {
        URI address = exchange.getRequestURI();
        String host = exchange.getRequestHeaders().getFirst("Host");
        return new HttpCall(
                exchange.getRequestMethod(),
                address,
                segments(address.getRawPath()),
                parameters(address.getRawQuery()),
                "http://"
                        + (host == null
                                ? "localhost:" + exchange.getLocalAddress().getPort()
                                : host),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("X-Request-Id"),
                body(exchange));
    }

    /** The value of a query parameter, the last one where it is given several times. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** Whom the credential names: the login of HTTP Basic, {@code bearer} for a token, empty for none. */
    public String login() {
        if (authorization == null) {
            return "";
        }
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return "bearer";
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(authorization.substring(6).strip());
            String credentials = new String(decoded, StandardCharsets.UTF_8);
            return credentials.substring(0, Math.max(0, credentials.indexOf(':')));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The address within the API, without the version. */
    public String pathAndQuery() {
        return address.getRawQuery() == null
                ? address.getRawPath()
                : address.getRawPath() + "?" + address.getRawQuery();
    }

    /** All values of a query parameter, in their order. */
    public List<String> values(String name) {
        List<String> values = new ArrayList<>();
        eachParameter(address.getRawQuery(), (key, value) -> {
            if (key.equals(name)) {
                values.add(value);
            }
        });
        return values;
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        try (InputStream body = exchange.getRequestBody()) {
            return body.readNBytes(LONGEST_BODY);
        }
    }

    private static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : rawPath.split("/", -1)) {
            if (!segment.isEmpty()) {
                // In a path a plus sign is a plus sign.
                segments.add(decode(segment.replace("+", "%2B")));
            }
        }
        return segments;
    }

    private static Map<String, String> parameters(@Nullable String rawQuery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        eachParameter(rawQuery, parameters::put);
        return parameters;
    }

    private static void eachParameter(@Nullable String rawQuery, BiConsumer<String, String> action) {
        if (rawQuery != null) {
            for (String parameter : rawQuery.split("&", -1)) {
                int equals = parameter.indexOf('=');
                if (equals > 0) {
                    action.accept(decode(parameter.substring(0, equals)), decode(parameter.substring(equals + 1)));
                }
            }
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
