package dev.hallpass.web;

import java.net.URI;
import java.util.Arrays;

/** Problems with a call as HTTP, beside those of the domain ({@link dev.hallpass.common.ProblemKind}). */
enum HttpProblem {
    /** The body is not JSON. */
    MALFORMED_JSON(400, "malformed-json", "The body is not valid JSON"),
    /** A field, parameter or header is missing or wrong. */
    INVALID_FIELD(400, "invalid-field", "A field is missing or wrong"),
    /** The call is not understood at all. */
    BAD_REQUEST(400, "bad-request", "The call is not understood"),
    /** Nobody, or nobody known, is calling. */
    UNAUTHENTICATED(401, "unauthenticated", "Authentication is needed"),
    /** The caller may not do this. */
    FORBIDDEN(403, "forbidden", "You may not do this"),
    /** There is nothing at this address. */
    NOT_FOUND(404, "not-found", "There is no such thing"),
    /** Not with this method. */
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This method is not allowed here"),
    /** The answer is not to be had in the form asked for. */
    NOT_ACCEPTABLE(406, "not-acceptable", "The answer is not available in this form"),
    /** Somebody else has just changed the same. */
    CONFLICT(409, "conflict", "The present state does not allow this"),
    /** The body is too large. */
    TOO_LARGE(413, "payload-too-large", "The body is too large"),
    /** The body has another form than is understood here. */
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The body has the wrong content type"),
    /** A fault of Hallpass. */
    INTERNAL(500, "internal-error", "Something went wrong inside Hallpass"),
    /** At the moment it cannot be done. */
    UNAVAILABLE(503, "unavailable", "This is not available at the moment");

    private static final String BASE = "https://hallpass.dev/problems/";

    private final int status;
    private final URI type;
    private final String title;

    HttpProblem(int status, String slug, String title) {
        this.status = status;
        this.type = URI.create(BASE + slug);
        this.title = title;
    }

    /** The kind for a status that something else has chosen. */
    static HttpProblem ofStatus(int status) {
        HttpProblem fallback = status < 500 ? BAD_REQUEST : INTERNAL;
        return Arrays.stream(values())
                .filter(kind -> kind.status == status && kind != MALFORMED_JSON && kind != INVALID_FIELD)
                .findFirst()
                .orElse(fallback);
    }

    int status() {
        return status;
    }

    URI type() {
        return type;
    }

    String title() {
        return title;
    }
}
