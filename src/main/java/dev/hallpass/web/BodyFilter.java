package dev.hallpass.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the body of a call of the API, no more of it than is allowed, and notes its hash, by which a repeated call is
 * known. Comes after the authentication: nobody unknown makes it read anything.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class BodyFilter extends OncePerRequestFilter {

    /** The request attribute with the body's SHA-256, hexadecimal. */
    static final String HASH = BodyFilter.class.getName() + ".hash";

    /** Calls that carry files of policies, which are longer than anything else. */
    private static final String POLICIES = "/api/v1/policies/";

    private static final DataSize LONGEST_POLICY = DataSize.ofMegabytes(2);

    private final DataSize longest;
    private final ProblemWriter problems;

    BodyFilter(WebSettings settings, ProblemWriter problems) {
        this.longest = settings.longestBody();
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int most = Math.toIntExact(longest(request).toBytes());
        if (request.getContentLengthLong() > most) {
            refuse(response, most);
            return;
        }
        // The length may be unknown (chunked), so it is counted as well.
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            refuse(response, most);
            return;
        }
        request.setAttribute(HASH, hash(body));
        chain.doFilter(new BufferedRequest(request, body), response);
    }

    private DataSize longest(HttpServletRequest request) {
        boolean policy = request.getRequestURI().startsWith(POLICIES) && longest.compareTo(LONGEST_POLICY) < 0;
        return policy ? LONGEST_POLICY : longest;
    }

    private void refuse(HttpServletResponse response, int most) throws IOException {
        problems.write(
                response,
                Problem.of(
                        HttpProblem.TOO_LARGE,
                        "The body is larger than is taken here.",
                        "body",
                        "at most %d bytes".formatted(most)));
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The hash of a text, as {@link #HASH} gives it for a body. */
    static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }
}
