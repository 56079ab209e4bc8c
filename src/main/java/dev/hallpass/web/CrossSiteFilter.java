package dev.hallpass.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses changes that a page of another site makes a browser send. There is no session or cookie to be misused, but a
 * browser that was given HTTP Basic credentials sends them along with whatever any page asks for. Browsers name the
 * origin of a call in {@code Sec-Fetch-Site}, which pages cannot change; other clients do not send it.
 */
final class CrossSiteFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final ProblemWriter problems;

    CrossSiteFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OWN.contains(site) && !READING.contains(request.getMethod())) {
            problems.write(
                    response,
                    Problem.of(
                            HttpProblem.FORBIDDEN,
                            "A page of another site may not change anything here.",
                            "Sec-Fetch-Site",
                            "same-origin"));
            return;
        }
        chain.doFilter(request, response);
    }
}
