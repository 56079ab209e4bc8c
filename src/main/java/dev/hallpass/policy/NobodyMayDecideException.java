package dev.hallpass.policy;

/** For a step, named by the message, nobody is left who may decide it. */
final class NobodyMayDecideException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NobodyMayDecideException(String step) {
        super(step);
    }
}
