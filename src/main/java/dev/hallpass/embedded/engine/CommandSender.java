package dev.hallpass.embedded.engine;

import io.camunda.zeebe.auth.Authorization;
import io.camunda.zeebe.logstreams.log.LogAppendEntry;
import io.camunda.zeebe.logstreams.log.LogStreamWriter;
import io.camunda.zeebe.logstreams.log.LogStreamWriter.WriteFailure;
import io.camunda.zeebe.logstreams.log.WriteContext;
import io.camunda.zeebe.protocol.impl.encoding.AuthInfo;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.util.Either;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes commands to the engine's log and hands out the answers to come. */
final class CommandSender {

    /** How long a request waits for the engine, as in Camunda's gateway, unless its client says otherwise. */
    static final Duration USUAL_PATIENCE = Duration.ofSeconds(15);

    /** What Camunda's gateway sends when authentication is off: anybody may do anything. */
    static final Map<String, Object> ANONYMOUS_CLAIMS = Map.of(Authorization.AUTHORIZED_ANONYMOUS_USER, true);

    private static final Logger LOG = LoggerFactory.getLogger(CommandSender.class);
    private static final int REQUEST_STREAM = 1;

    private final LogStreamWriter writer;
    private final PendingRequests pending;

    CommandSender(LogStreamWriter writer, PendingRequests pending) {
        this.writer = writer;
        this.pending = pending;
    }

    CompletableFuture<EngineAnswer> send(EngineCommand command) {
        return send(command, USUAL_PATIENCE);
    }

    /**
     * Sends a client's command.
     *
     * @return the answer; fails with {@link CommandFailedException} when the engine rejects the command or has too many
     *     commands to process, with a timeout when no answer comes within {@code patience}
     */
    CompletableFuture<EngineAnswer> send(EngineCommand command, Duration patience) {
        PendingRequests.Request request = pending.open(patience);
        try {
            RecordMetadata metadata =
                    metadataOf(command).requestStreamId(REQUEST_STREAM).requestId(request.id());
            write(WriteContext.userCommand(command.intent()), command, metadata);
        } catch (RuntimeException e) {
            request.answer().completeExceptionally(e);
        }
        return request.answer();
    }

    /** Sends a command of the gateway's own; it is never refused for lack of room and nobody waits for its outcome. */
    void tell(EngineCommand command) {
        try {
            write(WriteContext.internal(), command, metadataOf(command));
        } catch (CommandFailedException e) {
            LOG.debug("The engine closes and took no {} any more", command.intent(), e);
        }
    }

    private static RecordMetadata metadataOf(EngineCommand command) {
        return new RecordMetadata()
                .recordType(RecordType.COMMAND)
                .valueType(command.value().valueType())
                .intent(command.intent())
                .authorization(new AuthInfo().setClaims(ANONYMOUS_CLAIMS));
    }

    private void write(WriteContext context, EngineCommand command, RecordMetadata metadata) {
        LogAppendEntry entry = command.key() == EngineCommand.NO_KEY
                ? LogAppendEntry.of(metadata, command.value())
                : LogAppendEntry.of(command.key(), metadata, command.value());
        if (!writer.canWriteEvents(1, entry.getLength())) {
            throw CommandFailedException.invalid("The request is too large: %d bytes".formatted(entry.getLength()));
        }
        Either<WriteFailure, Long> written = writer.tryWrite(context, entry);
        if (written.isLeft()) {
            throw failureOf(written.getLeft());
        }
    }

    private static CommandFailedException failureOf(WriteFailure failure) {
        return switch (failure) {
            case CLOSED -> new CommandFailedException(FailureKind.UNAVAILABLE, "The engine is closed");
            case WRITE_LIMIT_EXHAUSTED, REQUEST_LIMIT_EXHAUSTED ->
                new CommandFailedException(
                        FailureKind.RESOURCE_EXHAUSTED,
                        "Expected to handle the request, but the engine is overloaded; try again later");
            case INVALID_ARGUMENT -> CommandFailedException.invalid("The request could not be written to the log");
        };
    }
}
