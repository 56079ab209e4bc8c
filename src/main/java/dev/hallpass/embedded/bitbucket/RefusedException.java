package dev.hallpass.embedded.bitbucket;

/** Ends the handling of a request with an error reply. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    RefusedException(Reply reply) {
        super("refused with " + reply.status(), null, false, false);
        this.reply = reply;
    }

    static RefusedException of(int status, String message) {
        return new RefusedException(Reply.error(status, message));
    }

    Reply reply() {
        return reply;
    }
}
