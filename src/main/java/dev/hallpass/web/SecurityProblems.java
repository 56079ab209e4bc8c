package dev.hallpass.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Says in the words of all other problems who is not let in. */
final class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private final ProblemWriter problems;
    private final String challenge;

    /**
     * For one way to authenticate.
     *
     * @param challenge the value of {@code WWW-Authenticate}
     */
    SecurityProblems(ProblemWriter problems, String challenge) {
        this.problems = problems;
        this.challenge = challenge;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        boolean tried = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        problems.write(
                response,
                Problem.of(
                        HttpProblem.UNAUTHENTICATED,
                        tried ? "The credentials are not accepted." : "Say who you are.",
                        HttpHeaders.AUTHORIZATION,
                        challenge.startsWith("Basic") ? "HTTP Basic credentials" : "a bearer token"));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        String detail = failure instanceof KnownViewers.UnknownPrincipalException
                ? String.valueOf(failure.getMessage())
                : "This is not open to you.";
        problems.write(response, Problem.of(HttpProblem.FORBIDDEN, detail, null, null));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException failure)
            throws IOException {
        problems.write(
                response,
                Problem.of(HttpProblem.BAD_REQUEST, "The address or a header is not acceptable.", null, null));
    }
}
