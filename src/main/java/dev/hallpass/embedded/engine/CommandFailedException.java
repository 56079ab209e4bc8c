package dev.hallpass.embedded.engine;

import io.camunda.zeebe.msgpack.MsgpackException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** A command that the engine did not carry out; the message is meant for the client. */
final class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    CommandFailedException(FailureKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    private CommandFailedException(FailureKind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    static CommandFailedException invalid(String message) {
        return new CommandFailedException(FailureKind.INVALID_ARGUMENT, message);
    }

    /** Finds the failure in whatever a future or a mapping of a request threw. */
    static CommandFailedException from(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return switch (cause) {
            case CommandFailedException failed -> failed;
            case TimeoutException timeout ->
                new CommandFailedException(FailureKind.DEADLINE_EXCEEDED, "The engine did not answer in time", timeout);
            case CancellationException cancelled ->
                new CommandFailedException(FailureKind.UNAVAILABLE, "The request was cancelled", cancelled);
            // The engine's record classes report what they cannot take in with unchecked exceptions of these families.
            case IllegalArgumentException illegal ->
                new CommandFailedException(FailureKind.INVALID_ARGUMENT, message, illegal);
            case MsgpackException malformed ->
                new CommandFailedException(FailureKind.INVALID_ARGUMENT, message, malformed);
            default ->
                new CommandFailedException(
                        FailureKind.PROCESSING_ERROR,
                        "Unexpected error occurred during the request processing: " + message,
                        cause);
        };
    }

    FailureKind kind() {
        return kind;
    }
}
