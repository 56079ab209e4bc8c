package dev.hallpass.decision;

/** The text is no DMN that can be evaluated; the message says why. */
public final class InvalidDecisionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidDecisionException(String message) {
        super(message);
    }
}
