package dev.hallpass.web;

import dev.hallpass.common.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses query parameters with characters that no name or text has; PostgreSQL stores some of them in no way. */
final class PlainParameters implements HandlerInterceptor {

    private static final int LONGEST = 500;

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        parameters(request).forEach((name, values) -> {
            for (String value : values) {
                check(name, value);
            }
        });
        return true;
    }

    /** Tomcat decodes the query here, and throws an exception of its own if it cannot. */
    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalStateException e) {
            throw ProblemException.invalid("query", "The query cannot be decoded.", "percent-encoded UTF-8");
        }
    }

    private static void check(String name, String value) {
        if (!PlainText.isPlain(value) || value.length() > LONGEST) {
            throw ProblemException.invalid(
                    PlainText.isPlain(name) ? name : "parameter",
                    "This has control characters or is too long.",
                    "plain text of at most %d characters".formatted(LONGEST));
        }
    }
}
