package dev.hallpass.policy;

/** The tables have said something that is not understood; the message says what, for people. */
final class MalformedAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedAnswerException(String message) {
        super(message);
    }
}
