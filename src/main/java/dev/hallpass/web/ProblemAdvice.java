package dev.hallpass.web;

import dev.hallpass.access.AccessDelayedException;
import dev.hallpass.access.AlreadyHeldException;
import dev.hallpass.common.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever goes wrong in a call into a problem that says so, and nothing of the inside. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> handle(ProblemException problem) {
        return answer(Problem.of(problem), HttpHeaders.EMPTY);
    }

    /** With what is held as a member of its own, for programs. */
    @ExceptionHandler
    ResponseEntity<Object> handle(AlreadyHeldException problem) {
        return answer(Problem.of(problem), HttpHeaders.EMPTY);
    }

    /** What two callers did at the same time, found out by the database. */
    @ExceptionHandler({ConcurrencyFailureException.class, DataIntegrityViolationException.class})
    ResponseEntity<Object> handleConflict(RuntimeException conflict) {
        log.atWarn().setCause(conflict).log("A call met a conflict in the database");
        return answer(
                Problem.of(
                        HttpProblem.CONFLICT,
                        "Something else has changed this at the same time; look again and repeat the call.",
                        null,
                        null),
                HttpHeaders.EMPTY);
    }

    @ExceptionHandler({CannotCreateTransactionException.class, DataAccessResourceFailureException.class})
    ResponseEntity<Object> handleUnavailable(RuntimeException failure) {
        log.atError().setCause(failure).log("The database does not answer");
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "5");
        return answer(
                Problem.of(HttpProblem.UNAVAILABLE, "The database does not answer; try again shortly.", null, null),
                headers);
    }

    /** What the call changes is being changed just now, and lasts. */
    @ExceptionHandler
    ResponseEntity<Object> handle(AccessDelayedException delayed) {
        log.atWarn().setCause(delayed).log("A call waited in vain for a change that is under way");
        HttpHeaders headers = new HttpHeaders();
        headers.set(
                HttpHeaders.RETRY_AFTER,
                String.valueOf(Math.max(1, delayed.retryAfter().toSeconds())));
        return answer(
                Problem.of(
                        HttpProblem.UNAVAILABLE,
                        "This access is being changed just now, and the application takes its time; repeat the call.",
                        null,
                        null),
                headers);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> handleUnexpected(Exception unexpected, HttpServletResponse response) throws Exception {
        if (response.isCommitted()) {
            // Too late to say so: the container breaks the connection off, which tells the caller that more was to
            // come.
            throw unexpected;
        }
        log.atError().setCause(unexpected).log("A call failed unexpectedly");
        return answer(
                Problem.of(HttpProblem.INTERNAL, "The cause is in the log under the id of this call.", null, null),
                HttpHeaders.EMPTY);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(JsonProblems.of(failure.getCause()), headers);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                Problem.of(
                        HttpProblem.UNSUPPORTED_MEDIA_TYPE,
                        "The body must be JSON and say so.",
                        HttpHeaders.CONTENT_TYPE,
                        MediaType.APPLICATION_JSON_VALUE),
                headers);
    }

    @Override
    protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        Set<HttpMethod> supported = failure.getSupportedHttpMethods();
        String expected = supported == null
                ? null
                : supported.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
        return answer(
                Problem.of(
                        HttpProblem.METHOD_NOT_ALLOWED,
                        "There is no %s here.".formatted(failure.getMethod()),
                        null,
                        expected),
                headers);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                Problem.of(HttpProblem.INVALID_FIELD, "This parameter is required.", failure.getParameterName(), null),
                headers);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String field = failure instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : failure.getPropertyName();
        return answer(Problem.of(HttpProblem.INVALID_FIELD, "The value has the wrong type.", field, null), headers);
    }

    /** All other exceptions of Spring MVC. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpProblem kind = HttpProblem.ofStatus(status.value());
        if (kind == HttpProblem.INTERNAL) {
            log.atError().setCause(failure).log("A call failed unexpectedly");
        }
        String detail = switch (kind) {
            case NOT_FOUND -> "There is nothing at this address.";
            case NOT_ACCEPTABLE -> "The answer is to be had as JSON only.";
            case INTERNAL -> "The cause is in the log under the id of this call.";
            default -> "The call is not understood.";
        };
        return answer(Problem.of(kind, detail, null, null), headers);
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
