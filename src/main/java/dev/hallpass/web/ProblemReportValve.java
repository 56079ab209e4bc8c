package dev.hallpass.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem what Tomcat refuses before anything of ours is asked, where it would send a page. */
final class ProblemReportValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

    private final JsonMapper json;

    ProblemReportValve(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String id = CallIds.of(response.getHeader(CallIds.HEADER));
        HttpProblem kind = HttpProblem.ofStatus(response.getStatus());
        log.atWarn()
                .addKeyValue(CallIds.MDC_KEY, id)
                .addKeyValue("status", response.getStatus())
                .setCause(failure)
                .log("A call was refused before it was looked at");
        Problem problem =
                new Problem(kind.type(), kind.title(), response.getStatus(), kind.title() + ".", null, null, id);
        try {
            response.setHeader(CallIds.HEADER, id);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.getReporter().write(json.writeValueAsString(problem));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            log.debug("The caller is gone", e);
        }
    }
}
