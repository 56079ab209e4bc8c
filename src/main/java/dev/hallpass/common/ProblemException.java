package dev.hallpass.common;

import org.jspecify.annotations.Nullable;

/**
 * What a caller did wrong, or cannot have now, in words that help them. The message is the problem's detail and may be
 * shown to the caller.
 */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemKind kind;
    private final @Nullable String field;
    private final @Nullable String expected;

    /**
     * A problem.
     *
     * @param field the offending field as the caller wrote it, if there is one
     * @param expected what would be right, if that can be said
     */
    public ProblemException(ProblemKind kind, String detail, @Nullable String field, @Nullable String expected) {
        super(detail);
        this.kind = kind;
        this.field = field;
        this.expected = expected;
    }

    /** A field is missing or wrong. */
    public static ProblemException invalid(String field, String detail, String expected) {
        return new ProblemException(ProblemKind.INVALID, detail, field, expected);
    }

    /** There is no such thing, or none that the caller may see. */
    public static ProblemException notFound(String field, String detail) {
        return new ProblemException(ProblemKind.NOT_FOUND, detail, field, null);
    }

    /** The caller may not do this. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemKind.FORBIDDEN, detail, null, null);
    }

    /** The state of things does not allow it. */
    public static ProblemException conflict(String detail) {
        return new ProblemException(ProblemKind.CONFLICT, detail, null, null);
    }

    /** It cannot be done at the moment. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(ProblemKind.UNAVAILABLE, detail, null, null);
    }

    /** What kind of problem it is. */
    public ProblemKind kind() {
        return kind;
    }

    /** The offending field. */
    public @Nullable String field() {
        return field;
    }

    /** What would be right. */
    public @Nullable String expected() {
        return expected;
    }
}
