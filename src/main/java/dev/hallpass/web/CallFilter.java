package dev.hallpass.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Gives each call an id that is found again in its answer, in the log and in the trail, and logs how it came out. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CallFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger("dev.hallpass.web.calls");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = CallIds.of(request.getHeader(CallIds.HEADER));
        long begun = System.nanoTime();
        request.setAttribute(CallIds.ATTRIBUTE, id);
        response.setHeader(CallIds.HEADER, id);
        MDC.put(CallIds.MDC_KEY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            logCall(request, response, System.nanoTime() - begun);
            MDC.remove(CallIds.MDC_KEY);
        }
    }

    private static void logCall(HttpServletRequest request, HttpServletResponse response, long nanos) {
        // The template, not the path: what callers put into an address does not belong into a log line's key.
        Object template = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        Object viewer = request.getAttribute(Viewer.ATTRIBUTE);
        log.atInfo()
                .addKeyValue("method", request.getMethod())
                .addKeyValue("path", template == null ? "unmatched" : template)
                .addKeyValue("status", response.getStatus())
                .addKeyValue("durationMillis", TimeUnit.NANOSECONDS.toMillis(nanos))
                .addKeyValue(
                        "principal", viewer instanceof Viewer known ? known.id().value() : "none")
                .log("{} {} {}", request.getMethod(), template == null ? "unmatched" : template, response.getStatus());
    }
}
