package dev.hallpass.embedded.bitbucket.http;

/** Ends the handling of a request with an error reply. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    /** Ends it with this reply. */
    public RefusedException(Reply reply) {
        super("refused with " + reply.status(), null, false, false);
        this.reply = reply;
    }

    /** Ends it with an error in the form of Bitbucket Cloud. */
    public static RefusedException of(int status, String message) {
        return new RefusedException(Reply.error(status, message));
    }

    /** What is answered. */
    public Reply reply() {
        return reply;
    }
}
