package dev.hallpass.common;

import java.net.URI;

/** The kinds of problems that a caller can be told about; the type is stable (RFC 9457). */
public enum ProblemKind {
    /** A field is missing or wrong. */
    INVALID(400, "invalid-field", "A field is missing or wrong"),
    /** Who is calling is not known. */
    UNAUTHENTICATED(401, "unauthenticated", "Authentication is needed"),
    /** The caller may not do this. */
    FORBIDDEN(403, "forbidden", "You may not do this"),
    /** There is no such thing, or none that the caller may see. */
    NOT_FOUND(404, "not-found", "There is no such thing"),
    /** The state of things does not allow it. */
    CONFLICT(409, "conflict", "The present state does not allow this"),
    /** What was asked for is held already. */
    ALREADY_HELD(409, "already-held", "This is held already"),
    /** The person does not belong to the application, so nothing can be given to them there. */
    NOT_A_MEMBER(409, "not-a-member", "The person does not belong to the application"),
    /** An idempotency key was used for something else before. */
    KEY_REUSED(422, "idempotency-key-reused", "The idempotency key was used for another call"),
    /** It cannot be done at the moment. */
    UNAVAILABLE(503, "unavailable", "This is not available at the moment");

    private static final String BASE = "https://hallpass.dev/problems/";

    private final int status;
    private final URI type;
    private final String title;

    ProblemKind(int status, String slug, String title) {
        this.status = status;
        this.type = URI.create(BASE + slug);
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The stable identifier. */
    public URI type() {
        return type;
    }

    /** The same sentence for all problems of this kind. */
    public String title() {
        return title;
    }
}
